import { givenTo } from '../../src/model/given-to.ts';
import type { CreateRun } from '../../src/model/run.ts';
import { startAction, startRun } from '../../src/store/act.ts';
import { startReason } from '../../src/store/disabled-reason.ts';
import { goBack } from '../../src/store/places.ts';
import { askAbout } from '../acting/propose-action.ts';
import { open } from '../navigate.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';

/** Starts the run and shows it. Whatever fails, the form stays as it was typed. */
export async function submitForm(parts: ConsoleParts): Promise<void> {
  const { form } = parts.ui.getState();
  if (form === null || form.sending) return;
  // What is wrong with the config stands above the button already.
  const reason =
    form.check.kind === 'bad' ? 'the config is not right yet' : startReason(stateOf(parts), form.target);
  if (form.check.kind === 'bad' || reason !== null) {
    parts.model.store.setState({ notice: { kind: 'error', message: `Not started: ${reason}.`, fix: null } });
    return;
  }
  const { config, both } = form.check;
  const input: CreateRun = {
    ...(both === undefined ? givenTo(form.target.target, config) : { target: form.target.target, ...both }),
    publicId: form.idempotencyKey,
  };
  // Elsewhere the form itself is what was asked.
  if (!stateOf(parts).connection.isProduction) return start(parts, input, null);
  askAbout(parts, startAction(input), (why) => void start(parts, input, why));
}

async function start(parts: ConsoleParts, input: CreateRun, why: string | null): Promise<void> {
  const { form } = parts.ui.getState();
  if (form === null) return;
  parts.ui.setState({ form: { ...form, sending: true } });
  const run = await startRun(parts.model, input, why);
  const now = parts.ui.getState().form;
  if (now === null) return;
  if (run === null) {
    parts.ui.setState({ form: { ...now, sending: false } });
    return;
  }
  // The form is not a place to come back to.
  parts.model.store.setState((state) => ({ places: goBack(state.places) ?? state.places }));
  open(parts, { screen: 'run', runId: run.id });
}
