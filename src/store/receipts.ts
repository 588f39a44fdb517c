import type { Run } from '../model/run.ts';
import { isTerminal } from '../model/run-status.ts';
import type { ActionVerb } from './acting/action.ts';

/** What the user asked the server for, and how far that has come. */
export interface Receipt {
  readonly number: number;
  readonly verb: ActionVerb;
  readonly runId: string | null;
  readonly target: string;
  readonly state: 'asked' | 'accepted' | 'confirmed' | 'failed';
  /** Epoch ms. */
  readonly askedAt: number;
  readonly settledAt: number | null;
  /** How it ended, when that differs from what was asked for. */
  readonly note: string | null;
}

const maxReceipts = 50;

export function addReceipt(receipts: readonly Receipt[], receipt: Receipt): readonly Receipt[] {
  return [...receipts, receipt].slice(-maxReceipts);
}

export function changeReceipt(
  receipts: readonly Receipt[],
  number: number,
  change: Partial<Receipt>,
): readonly Receipt[] {
  return receipts.map((receipt) => (receipt.number === number ? { ...receipt, ...change } : receipt));
}

/** Settles what the stream of runs has confirmed; the same array when it confirmed nothing. */
export function settleReceipts(
  receipts: readonly Receipt[],
  runs: readonly Run[],
  now: number,
): readonly Receipt[] {
  const open = receipts.filter(isOpen);
  if (open.length === 0) return receipts;
  const byId = new Map(runs.map((run) => [run.id, run]));
  if (!open.some((receipt) => receipt.runId !== null && byId.has(receipt.runId))) return receipts;
  return receipts.map((receipt) => {
    const run = receipt.runId === null ? undefined : byId.get(receipt.runId);
    return run !== undefined && isOpen(receipt) ? settle(receipt, run, now) : receipt;
  });
}

/** True while an answer or the stream's confirmation is awaited. */
export function isOpen(receipt: Receipt): boolean {
  return receipt.state === 'asked' || receipt.state === 'accepted';
}

/** True while the row of a run carries the mark “asked”. */
export function isAsked(receipts: readonly Receipt[], runId: string): boolean {
  return receipts.some((receipt) => receipt.runId === runId && isOpen(receipt));
}

function settle(receipt: Receipt, run: Run, now: number): Receipt {
  if (receipt.verb !== 'cancel') return { ...receipt, state: 'confirmed', settledAt: now };
  if (!isTerminal(run.status)) return receipt;
  const note = run.status === 'cancelled' ? null : `it had ended: ${run.status}`;
  return { ...receipt, state: 'confirmed', settledAt: now, note };
}
