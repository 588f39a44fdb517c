import type { Run } from '../../src/model/run.ts';
import { isTerminal } from '../../src/model/run-status.ts';
import type { Action, ActionItem, LeftOut } from '../../src/store/acting/action.ts';
import { cancelItem, retryItem } from '../../src/store/acting/run-items.ts';
import { actReason, cancelReason, retryReason } from '../../src/store/disabled-reason.ts';
import { isAsked, type Receipt } from '../../src/store/receipts.ts';
import { openFormLike } from '../new-run/open-form.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { shortId } from '../run-text.ts';
import { proposeAction } from './propose-action.ts';
import { heldReceiptOf } from './undo.ts';

/**
 * Cancel, retry and new run, for whichever run a screen is about.
 * @param runOf the run that is meant now, null when there is none
 */
export function actingCommands(runOf: (parts: ConsoleParts) => Run | null): ScreenCommands {
  return {
    cancel: {
      disabledReason: (parts) =>
        heldOf(parts, runOf(parts)) === null ? cancelReason(stateOf(parts), runOf(parts)) : null,
      run: (parts) => withRun(runOf(parts), (run) => cancelOrSendNow(parts, run)),
    },
    retry: {
      disabledReason: (parts) => retryReason(stateOf(parts), runOf(parts)),
      run: (parts) =>
        withRun(runOf(parts), (run) => proposeAction(parts, retryAction([run], stateOf(parts).receipts))),
    },
    trigger: {
      disabledReason: (parts) =>
        runOf(parts) === null ? 'no run is under the cursor' : actReason(stateOf(parts)),
      run: (parts) => withRun(runOf(parts), (run) => void openFormLike(parts, run)),
    },
  };
}

/**
 * Cancels these runs, as far as they have not ended.
 * @param receipts what was asked for already is left out
 */
export function cancelAction(runs: readonly Run[], receipts: readonly Receipt[] = []): Action {
  const { items, leftOut } = split(runs, cancelItem, (run) => {
    if (isTerminal(run.status)) return run.status === 'cancelled' ? 'are cancelled' : 'have ended';
    const isAskedFor = run.cancelRequestedAt !== null || isAsked(receipts, run.id);
    return isAskedFor ? 'were asked to end already' : null;
  });
  return {
    verb: 'cancel',
    question: runs.length === 1 ? 'Cancel this run?' : `Cancel ${runsText(items.length)}?`,
    lines: aboutOne(runs),
    yes: runs.length === 1 ? 'cancel it' : `cancel ${items.length}`,
    items,
    leftOut,
  };
}

/**
 * Starts these runs again as new ones, as far as they have ended.
 * @param receipts what was asked for already is left out
 */
export function retryAction(runs: readonly Run[], receipts: readonly Receipt[] = []): Action {
  const { items, leftOut } = split(runs, retryItem, (run) => {
    if (!isTerminal(run.status)) return 'have not ended';
    return isAsked(receipts, run.id) ? 'were asked for already' : null;
  });
  const isOne = runs.length === 1;
  return {
    verb: 'retry',
    question: isOne ? 'Retry this run?' : `Retry ${runsText(items.length)}?`,
    lines: [
      ...aboutOne(runs),
      isOne
        ? 'A new run with the same config starts; this one stays as it is.'
        : 'A new run with the same config starts for each; these stay as they are.',
    ],
    yes: isOne ? 'start again' : `start ${items.length} again`,
    items,
    leftOut,
  };
}

/** A second X on a run whose cancel is held back sends it at once. */
function cancelOrSendNow(parts: ConsoleParts, run: Run): void {
  const held = heldOf(parts, run);
  if (held === null) {
    proposeAction(parts, cancelAction([run], stateOf(parts).receipts));
    return;
  }
  parts.model.actions.sendNow(held.number);
}

function heldOf(parts: ConsoleParts, run: Run | null): Receipt | null {
  return run === null ? null : heldReceiptOf(stateOf(parts).receipts, run.id);
}

function withRun(run: Run | null, action: (run: Run) => void): void {
  if (run !== null) action(run);
}

function aboutOne(runs: readonly Run[]): readonly string[] {
  const [run] = runs;
  return run === undefined || runs.length > 1 ? [] : [`${shortId(run.id)}  ${run.target}  ${run.status}`];
}

function runsText(count: number): string {
  return `${count} ${count === 1 ? 'run' : 'runs'}`;
}

/** What can be done, and how many can't by reason. */
function split(
  runs: readonly Run[],
  itemOf: (run: Run) => ActionItem,
  reasonOf: (run: Run) => string | null,
): { readonly items: readonly ActionItem[]; readonly leftOut: readonly LeftOut[] } {
  const items: ActionItem[] = [];
  const counts = new Map<string, number>();
  for (const run of runs) {
    const reason = reasonOf(run);
    if (reason === null) items.push(itemOf(run));
    else counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return { items, leftOut: [...counts].map(([reason, count]) => ({ reason, count })) };
}
