import type { Clock } from '../../lib/clock.ts';
import { UserError } from '../../model/errors.ts';
import type { Run } from '../../model/run.ts';
import type { ConsoleStore } from '../console-state.ts';
import { changeReceipt, countStates, type ItemState, isOpen, isUnderWay, type Receipt } from '../receipts.ts';
import { failedIds, type Task } from './task.ts';

export interface QueueReactions {
  /** Runs of an answer. */
  onRuns(runs: readonly Run[]): void;
  /** An action was put in, has settled or was taken back. */
  onReceipt(receipt: Receipt): void;
}

/** What the parts of the action queue work with. */
export interface QueueParts {
  readonly store: ConsoleStore;
  readonly clock: Clock;
  readonly reactions: QueueReactions;
  /** By the number of the receipt. */
  readonly tasks: Map<number, Task>;
  /** Requests under way, of all actions together. */
  inFlight: number;
  /** Sends what may be sent now. */
  readonly pump: () => void;
}

export function receiptOf({ store }: QueueParts, number: number): Receipt | undefined {
  return store.getState().receipts.find((known) => known.number === number);
}

/** Brings what has changed in a task into its receipt, and tells when nothing of it is under way any more. */
export function publish(parts: QueueParts, task: Task, change: Partial<Receipt> = {}): void {
  const before = receiptOf(parts, task.number);
  if (before === undefined) return;
  const counts = countStates(task.items);
  const settledAt = isOpen({ ...before, counts }) ? null : (before.settledAt ?? parts.clock.now());
  const next = { ...change, counts, settledAt };
  parts.store.setState(({ receipts }) => ({ receipts: changeReceipt(receipts, task.number, next) }));
  endWhenDone(parts, task);
}

/** Tells, once, that nothing of a task is under way any more. */
export function endWhenDone(parts: QueueParts, task: Task): void {
  const receipt = task.hasEnded ? undefined : receiptOf(parts, task.number);
  if (receipt === undefined || isUnderWay(receipt)) return;
  task.hasEnded = true;
  tellFailures(parts, task);
  task.action.onDone?.(failedIds(task.items));
}

export function moveItem(
  parts: QueueParts,
  task: Task,
  index: number,
  state: ItemState,
  note: string | null = null,
): void {
  const item = task.items[index];
  if (item === undefined) return;
  Object.assign(item, { state, note, isLookedUp: false });
  publish(parts, task);
}

/**
 * True when the server may have done what was asked for although it did not say so.
 * @param canLookUp an answer that says that something stands between is taken for a lost one, too
 */
export function isLost(thrown: unknown, canLookUp: boolean): boolean {
  if (!(thrown instanceof UserError)) return false;
  return (
    thrown.kind === 'network' || thrown.kind === 'timeout' || (canLookUp && thrown.kind === 'unavailable')
  );
}

/** One sentence for all failures of an action; one that has a single item has said its own. */
function tellFailures({ store }: QueueParts, { items }: Task): void {
  const failed = items.filter(({ state }) => state === 'failed' || state === 'unknown');
  const [first] = failed;
  if (first === undefined || items.length === 1) return;
  const message = `${failed.length} of ${items.length} failed, the first with: ${first.note ?? ''}`;
  store.setState({ notice: { kind: 'error', message, fix: 'They stay marked; :ops shows each.' } });
}
