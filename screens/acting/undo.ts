import { lookOnlyReason } from '../../src/store/arming.ts';
import { isOffline } from '../../src/store/connection-state.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { isUnderWay, type Receipt } from '../../src/store/receipts.ts';
import { type ConsoleParts, type ScreenCommand, stateOf } from '../parts.ts';

/** The action that is held back with this run among its items. */
export function heldReceiptOf(receipts: readonly Receipt[], runId: string): Receipt | null {
  return (
    receipts.findLast(({ heldUntil, byRun }) => heldUntil !== null && byRun.get(runId)?.state === 'held') ??
    null
  );
}

/** The newest action that `u` takes back; null when there is none. */
export function undoableReceipt(receipts: readonly Receipt[], now: number): Receipt | null {
  return receipts.findLast((receipt) => canTakeBack(receipt, now)) ?? null;
}

export function canTakeBack(receipt: Receipt, now: number): boolean {
  if (receipt.counts.held > 0) return true;
  // Taken back once: what could not be stays.
  if (receipt.counts.waiting > 0 && isUnderWay(receipt)) return true;
  return receipt.undo !== null && now < receipt.undo.until && receipt.items.some(({ canUndo }) => canUndo);
}

/** Takes the newest action back, as far as that is possible, and says how far. */
export const undoCommand: ScreenCommand = {
  disabledReason: (parts) => undoReason(stateOf(parts), parts.model.clock.now()),
  run(parts) {
    const receipt = undoableReceipt(stateOf(parts).receipts, parts.model.clock.now());
    if (receipt !== null) void takeBack(parts, receipt);
  },
};

function undoReason(state: ConsoleState, now: number): string | null {
  const receipt = undoableReceipt(state.receipts, now);
  if (receipt === null) return 'there is nothing that can be taken back';
  // What was not sent needs no server to be dropped.
  if (receipt.undo === null) return null;
  return lookOnlyReason(state) ?? (isOffline(state.connection) ? 'the server can’t be reached now' : null);
}

async function takeBack(parts: ConsoleParts, { number, verb }: Receipt): Promise<void> {
  const back = await parts.model.actions.takeBack(number);
  if (back === null) return;
  const told = [
    ...(back.dropped > 0 ? [`${back.dropped} never sent`] : []),
    ...(back.undone > 0 ? [`${back.undone} undone`] : []),
    ...(back.underWay > 0 ? [`${back.underWay} under way, undone when the answer comes`] : []),
    ...(back.kept > 0 ? [`${back.kept} could not be: ${whyKept(parts, number)}`] : []),
  ];
  const message = `${verb} taken back: ${told.join(', ')}.`;
  parts.model.store.setState({ notice: { kind: back.kept > 0 ? 'error' : 'info', message, fix: null } });
}

function whyKept(parts: ConsoleParts, number: number): string {
  const receipt = stateOf(parts).receipts.find((known) => known.number === number);
  const kept = receipt?.items.find(({ state }) => state === 'accepted' || state === 'confirmed');
  return kept?.note?.replace('not taken back: ', '') ?? 'there is no undo for that';
}
