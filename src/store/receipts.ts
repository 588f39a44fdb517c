import type { Run } from '../model/run.ts';
import { isTerminal } from '../model/run-status.ts';
import type { ActionVerb } from './acting/action.ts';

/**
 * How far one item of an action has come: held (u takes it back), waiting for its turn, sent, accepted by
 * the server, confirmed by what the server tells of it; unknown when the answer was lost, failed,
 * dropped before it was sent, undone after it was done.
 */
export const itemStates = [
  'held',
  'waiting',
  'sent',
  'accepted',
  'confirmed',
  'unknown',
  'failed',
  'dropped',
  'undone',
] as const;
export type ItemState = (typeof itemStates)[number];

/** One thing of an action. Changed in place; the `version` of its receipt tells. */
export interface ReceiptItem {
  /** What was acted upon; null when something new is made. */
  readonly id: string | null;
  /** The run that tells how it went: of what comes next for a new one, once that is known. */
  runId: string | null;
  readonly label: string;
  state: ItemState;
  /** Why it failed, or how it ended when that differs from what was asked for. */
  note: string | null;
  /** The answer was lost, and it is looked up when the server can be asked. */
  isLookedUp: boolean;
  /** It can still be taken back. */
  canUndo: boolean;
}

/** What the user asked the server for, and how far that has come: one for an action, however many its items. */
export interface Receipt {
  readonly number: number;
  /** Of the action log, the same for every state of it. */
  readonly id: string;
  readonly verb: ActionVerb;
  readonly contextName: string;
  readonly project: string | null;
  /** Why, in the user's words. */
  readonly reason: string | null;
  /** What its items are: `runs`. */
  readonly things: string;
  readonly items: readonly ReceiptItem[];
  /** The items by run. */
  readonly byRun: Map<string, ReceiptItem>;
  readonly counts: Readonly<Record<ItemState, number>>;
  readonly version: number;
  /** Epoch ms, as all times here. */
  readonly askedAt: number;
  /** When it is sent; null when it is not held. */
  readonly heldUntil: number | null;
  /** When the first item was sent. */
  readonly sentAt: number | null;
  /** When the last open item got its end. */
  readonly settledAt: number | null;
  /** Until when it can be taken back, and what that means; null when it can't. */
  readonly undo: { readonly until: number; readonly text: string } | null;
}

const maxReceipts = 50;

/** Keeps the last fifty, and every one that is open. */
export function addReceipt(receipts: readonly Receipt[], receipt: Receipt): readonly Receipt[] {
  const all = [...receipts, receipt];
  const surplus = all.length - maxReceipts;
  return surplus <= 0 ? all : all.filter((known, index) => index >= surplus || isOpen(known));
}

export function changeReceipt(
  receipts: readonly Receipt[],
  number: number,
  change: Partial<Receipt>,
): readonly Receipt[] {
  return receipts.map((receipt) =>
    receipt.number === number ? { ...receipt, ...change, version: receipt.version + 1 } : receipt,
  );
}

/** Counts after items have moved. */
export function countStates(items: readonly ReceiptItem[]): Record<ItemState, number> {
  const counts = noStates();
  for (const { state } of items) counts[state]++;
  return counts;
}

export function noStates(): Record<ItemState, number> {
  return {
    held: 0,
    waiting: 0,
    sent: 0,
    accepted: 0,
    confirmed: 0,
    unknown: 0,
    failed: 0,
    dropped: 0,
    undone: 0,
  };
}

/** Settles what the stream of runs has confirmed; the same array when it confirmed nothing. */
export function settleReceipts(
  receipts: readonly Receipt[],
  runs: readonly Run[],
  now: number,
): readonly Receipt[] {
  let changed = false;
  const settled = receipts.map((receipt) => {
    if (receipt.counts.accepted + receipt.counts.unknown === 0 && receipt.undo === null) return receipt;
    const next = settleReceipt(receipt, runs, now);
    if (next !== receipt) changed = true;
    return next;
  });
  return changed ? settled : receipts;
}

/** True while an answer or the stream's confirmation is awaited, or the action is not sent yet. */
export function isOpen({ counts, items }: Receipt): boolean {
  if (counts.held + counts.waiting + counts.sent + counts.accepted > 0) return true;
  return counts.unknown > 0 && items.some((item) => item.isLookedUp);
}

/** True while something of it is still to be sent, or under way to the server and back. */
export function isUnderWay({ counts, items }: Receipt): boolean {
  if (counts.held + counts.waiting + counts.sent > 0) return true;
  return counts.unknown > 0 && items.some((item) => item.isLookedUp);
}

/** What the row of a run carries: held back, asked for, or asked for with the answer lost. */
export type ActionMark = 'held' | 'asked' | 'unknown';

export function actionMarkOf(receipts: readonly Receipt[], runId: string): ActionMark | null {
  for (let index = receipts.length - 1; index >= 0; index--) {
    const mark = markOf(receipts[index]?.byRun.get(runId));
    if (mark !== null) return mark;
  }
  return null;
}

/** True while the row of a run carries the mark “asked”, or another one of an action under way. */
export function isAsked(receipts: readonly Receipt[], runId: string): boolean {
  return actionMarkOf(receipts, runId) !== null;
}

function markOf(item: ReceiptItem | undefined): ActionMark | null {
  switch (item?.state) {
    case 'held':
      return 'held';
    case 'waiting':
    case 'sent':
    case 'accepted':
      return 'asked';
    case 'unknown':
      return item.isLookedUp ? 'unknown' : null;
    default:
      return null;
  }
}

function settleReceipt(receipt: Receipt, runs: readonly Run[], now: number): Receipt {
  let changed = false;
  for (const run of runs) {
    const item = receipt.byRun.get(run.id);
    if (item !== undefined && settleItem(receipt.verb, item, run)) changed = true;
  }
  if (!changed) return receipt;
  const next = { ...receipt, counts: countStates(receipt.items), version: receipt.version + 1 };
  return isOpen(next) ? next : { ...next, settledAt: receipt.settledAt ?? now };
}

/** @returns whether that changed the item */
function settleItem(verb: ActionVerb, item: ReceiptItem, run: Run): boolean {
  const hadUndo = item.canUndo;
  if (item.canUndo && verb !== 'cancel' && run.status !== 'pending') item.canUndo = false;
  // That a run has ended settles a cancel whose answer was lost, too.
  const isConfirmed =
    verb === 'cancel'
      ? (item.state === 'accepted' || item.state === 'unknown') && isTerminal(run.status)
      : item.state === 'accepted';
  if (!isConfirmed) return hadUndo !== item.canUndo;
  Object.assign(item, {
    state: 'confirmed',
    isLookedUp: false,
    note: item.state === 'unknown' ? null : item.note,
  });
  if (verb === 'cancel' && run.status !== 'cancelled') item.note = `it had ended: ${run.status}`;
  return true;
}
