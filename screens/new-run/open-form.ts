import { isJsonObject, type JsonObject } from '../../src/lib/json.ts';
import type { Run } from '../../src/model/run.ts';
import type { Target } from '../../src/model/target.ts';
import { startReason } from '../../src/store/disabled-reason.ts';
import { newIdempotencyKey } from '../../src/store/idempotency-key.ts';
import { problemOf } from '../../src/store/problem.ts';
import { open } from '../navigate.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { configTemplate } from '../schema-fields.ts';
import { rememberPlace } from '../still-here.ts';
import { checked, type FormState, openedForm } from './form-state.ts';
import { schemaCheckFor } from './schema-check.ts';

/**
 * Opens the form that starts a run of a target. Failures end in the notice.
 * @param values what to start from; null: what the target's schema presets
 */
export async function openForm(
  parts: ConsoleParts,
  name: string,
  values: JsonObject | null,
  holds: FormState['holds'] = 'one',
): Promise<void> {
  const { store } = parts.model;
  const isHere = rememberPlace(parts);
  try {
    const target = await targetNamed(parts, name);
    if (!isHere()) return;
    const reason = startReason(stateOf(parts), target);
    if (target === null || reason !== null) {
      store.setState({ notice: { kind: 'info', message: `No run of ${name} now: ${reason}.`, fix: null } });
      return;
    }
    const first = values ?? configTemplate(target.inputSchema);
    const form = openedForm(target, first, newIdempotencyKey(), holds);
    parts.ui.setState({ form });
    open(parts, { screen: 'new-run', target: target.target });
    const schemaCheck = await schemaCheckFor(target.inputSchema);
    const now = parts.ui.getState().form;
    if (now?.idempotencyKey === form.idempotencyKey || now?.target === target) {
      parts.ui.setState({ form: checked(now, { schemaCheck }) });
    }
  } catch (thrown) {
    store.setState({ notice: { kind: 'error', ...problemOf(thrown) } });
  }
}

/** Opens the form with the target, the config and the input of a run, to be edited first. Failures end in the notice. */
export async function openFormLike(parts: ConsoleParts, run: Run): Promise<void> {
  try {
    const isHere = rememberPlace(parts);
    // A list leaves out what is large.
    const whole = run.omitted !== undefined ? await stateOf(parts).connection.client?.runs.get(run.id) : run;
    if (whole === undefined || !isHere()) return;
    const [values, holds] = valuesOf(whole);
    await openForm(parts, whole.target, values, holds);
  } catch (thrown) {
    parts.model.store.setState({ notice: { kind: 'error', ...problemOf(thrown) } });
  }
}

/** What the run was given, as the form shows it: what the schema describes, or both where it has more than that. */
function valuesOf({ target, config, input }: Run): readonly [JsonObject, FormState['holds']] {
  if (!target.startsWith('workflow:')) return input === null ? [config, 'one'] : [{ config, input }, 'both'];
  const isOne = Object.keys(config).length === 0 && (input === null || isJsonObject(input));
  return isOne ? [isJsonObject(input) ? input : {}, 'one'] : [{ config, input }, 'both'];
}

async function targetNamed(parts: ConsoleParts, name: string): Promise<Target | null> {
  const { targets, connection } = stateOf(parts);
  const known = targets.targets.find((target) => target.target === name);
  return known ?? (await connection.client?.targets.get(name)) ?? null;
}
