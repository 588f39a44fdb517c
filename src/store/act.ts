import type { CreateRun, Run } from '../model/run.ts';
import type { ConsoleModel } from './console-model.ts';
import { problemOf } from './problem.ts';
import { addReceipt, changeReceipt, type Receipt } from './receipts.ts';

/**
 * Asks the server to cancel a run. The answer settles errors only; that the run has ended is told
 * by the stream. Failures end in the receipt and in the notice.
 */
export async function cancelRun(model: ConsoleModel, run: Run): Promise<void> {
  await ask(model, { verb: 'cancel', runId: run.id, target: run.target }, async () => {
    const { run: changed } = await clientFor(model).runs.cancel(run.id);
    return changed;
  });
}

/** Asks for a new run with the same target, config and input; answers it, or null after a failure. */
export function retryRun(model: ConsoleModel, run: Run): Promise<Run | null> {
  return ask(model, { verb: 'retry', runId: run.id, target: run.target }, () =>
    clientFor(model).runs.retry(run.id),
  );
}

/** Starts a run; answers it, or null after a failure. */
export function startRun(model: ConsoleModel, input: CreateRun): Promise<Run | null> {
  return ask(model, { verb: 'start', runId: null, target: input.target }, () =>
    clientFor(model).runs.create({ triggerKind: 'manual', ...input }),
  );
}

/** A key that makes asking twice for the same thing safe when the first answer was lost. */
export function newIdempotencyKey(): string {
  // Not an id of ours: the library for those loads a hash, which the first frame would wait for.
  return crypto.randomUUID();
}

/** Asks the server for one thing, with a receipt that the screen shows; answers null after a failure. */
export async function ask(
  model: ConsoleModel,
  about: Pick<Receipt, 'verb' | 'runId' | 'target'>,
  send: () => Promise<Run | null>,
): Promise<Run | null> {
  const { store, clock } = model;
  const number = (store.getState().receipts.at(-1)?.number ?? 0) + 1;
  const receipt: Receipt = {
    number,
    ...about,
    state: 'asked',
    askedAt: clock.now(),
    settledAt: null,
    note: null,
  };
  const change = (part: Partial<Receipt>) =>
    store.setState((state) => ({ receipts: changeReceipt(state.receipts, number, part) }));
  store.setState((state) => ({ receipts: addReceipt(state.receipts, receipt), notice: null }));
  try {
    const run = await send();
    // What comes next is told of the run in the answer: a new one for `retry` and `start`.
    change(
      run === null ? { state: 'confirmed', settledAt: clock.now() } : { state: 'accepted', runId: run.id },
    );
    if (run !== null) model.sync.offer([run]);
    return run;
  } catch (thrown) {
    const problem = problemOf(thrown);
    change({ state: 'failed', settledAt: clock.now(), note: problem.message });
    store.setState({ notice: { kind: 'error', ...problem } });
    return null;
  }
}

export function clientFor(model: ConsoleModel) {
  const { client } = model.store.getState().connection;
  // `disabledReason` keeps this from happening; a programming mistake, not a failure of the user's.
  if (client === null) throw new Error('No server is connected.');
  return client;
}
