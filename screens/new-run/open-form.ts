import type { JsonObject } from '../../src/lib/json.ts';
import type { Run } from '../../src/model/run.ts';
import type { Target } from '../../src/model/target.ts';
import { newIdempotencyKey } from '../../src/store/idempotency-key.ts';
import { startReason } from '../../src/store/disabled-reason.ts';
import { problemOf } from '../../src/store/problem.ts';
import { open } from '../navigate.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { configTemplate } from '../schema-fields.ts';
import { checked, openedForm } from './form-state.ts';
import { schemaCheckFor } from './schema-check.ts';

/**
 * Opens the form that starts a run of a target. Failures end in the notice.
 * @param config what to start from; null: what the target's schema presets
 */
export async function openForm(parts: ConsoleParts, name: string, config: JsonObject | null): Promise<void> {
  const { store } = parts.model;
  try {
    const target = await targetNamed(parts, name);
    const reason = startReason(stateOf(parts), target);
    if (target === null || reason !== null) {
      store.setState({ notice: { kind: 'info', message: `No run of ${name} now: ${reason}.`, fix: null } });
      return;
    }
    const form = openedForm(target, config ?? configTemplate(target.inputSchema), newIdempotencyKey());
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

/** Opens the form with the target and the config of a run. Failures end in the notice. */
export async function openFormLike(parts: ConsoleParts, run: Run): Promise<void> {
  try {
    // A list leaves out a large config.
    const whole = run.omitted?.includes('config')
      ? await stateOf(parts).connection.client?.runs.get(run.id)
      : run;
    if (whole !== undefined) await openForm(parts, whole.target, whole.config);
  } catch (thrown) {
    parts.model.store.setState({ notice: { kind: 'error', ...problemOf(thrown) } });
  }
}

async function targetNamed(parts: ConsoleParts, name: string): Promise<Target | null> {
  const { targets, connection } = stateOf(parts);
  const known = targets.targets.find((target) => target.target === name);
  return known ?? (await connection.client?.targets.get(name)) ?? null;
}
