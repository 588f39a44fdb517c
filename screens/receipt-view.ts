import type { Notice } from '../src/store/console-state.ts';
import { isUnderWay, type Receipt, type ReceiptItem } from '../src/store/receipts.ts';
import { type Row, textRow } from '../src/terminal/row.ts';
import { canTakeBack } from './acting/undo.ts';
import { formatClock } from './format-time.ts';
import { shortId } from './run-text.ts';

/** How long the receipt of something that went well stays on the screen, in ms. */
export const receiptShownMs = 8_000;

/** The line above the footer: a notice until the next key, else the newest receipt for a while. */
export function statusLine(notice: Notice | null, receipts: readonly Receipt[], now: number): Row {
  if (notice !== null) {
    const text = notice.fix === null ? notice.message : `${notice.message} ${notice.fix}`;
    return textRow(
      ` ${notice.kind === 'error' ? 'x ' : ''}${text}`,
      notice.kind === 'error' ? 'bad' : 'accent',
    );
  }
  const receipt = shownReceipt(receipts, now);
  return receipt === null ? textRow('') : receiptRow(receipt, now);
}

/** True while the line counts seconds. */
export function countsDown(receipts: readonly Receipt[], now: number): boolean {
  const receipt = shownReceipt(receipts, now);
  return receipt !== null && (receipt.settledAt !== null || canTakeBack(receipt, now));
}

/** One under way before one that has settled, the newest of each. */
function shownReceipt(receipts: readonly Receipt[], now: number): Receipt | null {
  const working = receipts.findLast(isUnderWay);
  if (working !== undefined) return working;
  const last = receipts.at(-1);
  if (last === undefined) return null;
  const isRecent = last.settledAt === null || now - last.settledAt <= receiptShownMs;
  return isRecent || canTakeBack(last, now) ? last : null;
}

function receiptRow(receipt: Receipt, now: number): Row {
  const { counts, heldUntil, items } = receipt;
  if (counts.held > 0 && heldUntil !== null) {
    const again = items.length === 1 ? ', X again sends it now' : ', :send sends it now';
    const left = secondsLeft(heldUntil, now);
    return textRow(` * not sent yet, ${left}: u takes it back${again}   ${about(receipt)}`, 'warn');
  }
  const [item] = items;
  const row = items.length === 1 && item !== undefined ? oneRow(receipt, item) : manyRow(receipt);
  const back = undoText(receipt, now);
  return back === '' ? row : { spans: [...row.spans, { text: back, style: 'accent' }] };
}

/** One thing: what was asked for, when, and how it stands. */
function oneRow(receipt: Receipt, { state, note }: ReceiptItem): Row {
  const what = about(receipt);
  const asked = `asked ${formatClock(receipt.askedAt)}`;
  const settled = receipt.settledAt === null ? '' : formatClock(receipt.settledAt);
  const added = note === null ? '' : `, ${note}`;
  switch (state) {
    case 'held':
    case 'waiting':
      return textRow(` * ${what}  ${asked}, waits for its turn${added} …`, 'warn');
    case 'sent':
      return textRow(` * ${what}  ${asked} …`, 'warn');
    case 'accepted':
      return textRow(` * ${what}  ${asked}, accepted …`, 'warn');
    case 'unknown':
      return textRow(` ? ${what}  ${asked}, unknown: ${unknownText(receipt)}`, 'warn');
    case 'confirmed':
      return textRow(` + ${what}  ${asked}, confirmed ${settled}${added}`, 'ok');
    case 'dropped':
      return textRow(` - ${what}  ${asked}, ${note ?? 'not sent'}`, 'dim');
    case 'undone':
      return textRow(` - ${what}  ${asked}, undone${added}`, 'dim');
    case 'failed':
      return textRow(` x ${what}  ${asked}, failed: ${note ?? ''}`, 'bad');
  }
}

/** Many things: how far it is, how they stand, and how to stop it. */
function manyRow(receipt: Receipt): Row {
  const { counts, items } = receipt;
  const total = items.length;
  const left = counts.waiting + counts.sent;
  const parts = (['confirmed', 'accepted', 'unknown', 'failed', 'dropped', 'undone'] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]} ${state === 'dropped' ? 'not sent' : state}`);
  if (left > 0) {
    const done = parts.length === 0 ? '' : `: ${parts.join(', ')}`;
    return textRow(` * ${about(receipt)}  ${total - left} of ${total}${done}   :abort stops it`, 'warn');
  }
  if (counts.unknown > 0) {
    return textRow(` ? ${about(receipt)}  ${parts.join(', ')}: ${unknownText(receipt)}`, 'warn');
  }
  const style = counts.failed > 0 ? 'bad' : receipt.settledAt === null ? 'warn' : 'ok';
  const sign = counts.failed > 0 ? 'x' : receipt.settledAt === null ? '*' : '+';
  return textRow(` ${sign} ${about(receipt)}  ${parts.join(', ')}`, style);
}

function unknownText({ items }: Receipt): string {
  return items.some(({ isLookedUp }) => isLookedUp)
    ? 'no reply, looked up when the server answers'
    : 'no reply, and it can’t be looked up';
}

function undoText(receipt: Receipt, now: number): string {
  if (receipt.undo === null || !canTakeBack(receipt, now)) return '';
  return `   u ${secondsLeft(receipt.undo.until, now)}: ${receipt.undo.text}`;
}

function about({ verb, items, things }: Receipt): string {
  const [item] = items;
  if (items.length !== 1 || item === undefined) return `${verb} ${items.length} ${things}`;
  return `${verb} ${item.runId === null ? '' : `${shortId(item.runId)} `}${item.label}`;
}

function secondsLeft(until: number, now: number): string {
  return `${Math.max(0, Math.ceil((until - now) / 1_000))}s`;
}
