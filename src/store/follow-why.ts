import type { Run } from '../model/run.ts';
import type { ConsoleModel } from './console-model.ts';
import type { ConsoleState } from './console-state.ts';

/** How long what the executor said about a pending run is shown before it is asked again, in ms. */
const pendingMs = 5_000;
const slowPendingMs = 20_000;

/**
 * Reads what the rules of why need whenever the detail screen shows another run, or its run moved. While that run is
 * pending the executor is asked from time to time: nothing tells when a place becomes free.
 */
export function followWhy(model: ConsoleModel): void {
  const { store, clock } = model;
  let disarm: (() => void) | null = null;
  const read = async (run: Run) => {
    disarm?.();
    // Loaded with the first run that is opened: nobody needs it before.
    const { readWhy } = await import('./read-why.ts');
    await readWhy(model, run);
    const { detail, connection } = store.getState();
    if (detail?.run?.id !== run.id || detail.run.status !== 'pending') return;
    disarm?.();
    disarm = clock.after(connection.isSlow ? slowPendingMs : pendingMs, again);
  };
  const again = () => {
    const { detail, isFocused } = store.getState();
    const run = detail?.run;
    if (run?.status !== 'pending') return;
    if (isFocused) void read(run);
    else disarm = clock.after(slowPendingMs, again);
  };
  store.subscribe((state, before) => {
    const run = runToAskFor(state, before);
    if (run !== null) void read(run);
    else if (state.detail === null && before.detail !== null) disarm?.();
  });
}

/** The run of the detail screen, when it has just come or has moved. */
function runToAskFor({ detail }: ConsoleState, { detail: before }: ConsoleState): Run | null {
  const run = detail?.run ?? null;
  if (run === null || detail === before || run === before?.run) return null;
  const old = before?.runId === run.id ? before.run : null;
  if (old === null || old.status !== run.status || old.attempt !== run.attempt) return run;
  return old.waitingFor.length === run.waitingFor.length ? null : run;
}
