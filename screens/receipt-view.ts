import type { Notice } from '../src/store/console-state.ts';
import { isUnderWay, type Receipt, type ReceiptItem } from '../src/store/receipts.ts';
import { type Row, textRow } from '../src/terminal/row.ts';
import { sanitize } from '../src/terminal/sanitize.ts';
import { cut, textWidth } from '../src/terminal/width.ts';
import { canTakeBack } from './acting/undo.ts';
import { formatClock } from './format-time.ts';
import { shortId } from './run-text.ts';
import { wrapWords } from './wrap-text.ts';

/** How long the receipt of something that went well stays on the screen, in ms. */
export const receiptShownMs = 8_000;

/** A notice takes no more lines than these, and no more than a third of the screen. */
const mostNoticeLines = 6;

/** What the lines above the keys are made from. */
export interface StatusParts {
  readonly notice: Notice | null;
  readonly receipts: readonly Receipt[];
  /** Epoch ms. */
  readonly now: number;
  readonly width: number;
  readonly height: number;
  /** The key of a command now. */
  readonly keyOf: (id: 'undo' | 'cancel') => string;
}

/** The lines above the keys: a notice, whole, until the next key; else the newest receipt for a while. */
export function statusRows(parts: StatusParts): readonly Row[] {
  const { notice, receipts, now, width, height } = parts;
  if (notice === null) {
    const receipt = shownReceipt(receipts, now);
    return receipt === null ? [] : [receiptRow(receipt, parts)];
  }
  const style = notice.kind === 'error' ? 'bad' : 'accent';
  const lines = noticeLines(notice, width);
  // What does not fit goes on in the last line, where the screen cuts it.
  const shown = [...lines.slice(0, height - 1), lines.slice(height - 1).join(' ')];
  return shown.map((line) => textRow(` ${line}`, style));
}

/** How many lines a notice needs, one where there is none. Its end says what to do: it is not to be cut. */
export function noticeHeight(notice: Notice | null, columns: number, rows: number): number {
  if (notice === null) return 1;
  const most = Math.max(1, Math.min(mostNoticeLines, Math.floor(rows / 3)));
  return Math.min(most, noticeLines(notice, columns).length);
}

function noticeLines({ kind, message, fix }: Notice, width: number): readonly string[] {
  const text = fix === null ? message : `${message} ${fix}`;
  return wrapWords(sanitize(kind === 'error' ? `x ${text}` : text), Math.max(10, width - 2));
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

function receiptRow(receipt: Receipt, { now, width, keyOf }: StatusParts): Row {
  const { counts, heldUntil, items } = receipt;
  if (counts.held > 0 && heldUntil !== null) {
    const again = items.length === 1 ? `, ${keyOf('cancel')} again sends it now` : ', :send sends it now';
    const left = secondsLeft(heldUntil, now);
    return textRow(
      ` * not sent yet, ${left}: ${keyOf('undo')} takes it back${again}   ${about(receipt)}`,
      'warn',
    );
  }
  const [item] = items;
  const row = items.length === 1 && item !== undefined ? oneRow(receipt, item) : manyRow(receipt);
  const back = undoText(receipt, now, keyOf('undo'));
  return back === '' ? row : withUndo(row, back, width);
}

/** How long it can be taken back is told in any case: the rest of the line gives way, the time of asking first. */
function withUndo(row: Row, back: string, width: number): Row {
  const room = Math.max(0, width - Math.min(textWidth(back), Math.floor(width / 2)));
  const told = sanitize(row.spans.map(({ text }) => text).join(''));
  const text = textWidth(told) <= room ? told : told.replace(/ {2}asked [\d:]+,? /, '  ');
  return {
    spans: [
      { ...row.spans[0], text: cut(text, room) },
      { text: back, style: 'accent' },
    ],
  };
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

function undoText(receipt: Receipt, now: number, key: string): string {
  if (receipt.undo === null || !canTakeBack(receipt, now)) return '';
  return `   ${key} ${secondsLeft(receipt.undo.until, now)}: ${receipt.undo.text}`;
}

function about({ verb, items, things }: Receipt): string {
  const [item] = items;
  if (items.length !== 1 || item === undefined) return `${verb} ${items.length} ${things}`;
  return `${verb} ${item.runId === null ? '' : `${shortId(item.runId)} `}${item.label}`;
}

function secondsLeft(until: number, now: number): string {
  return `${Math.max(0, Math.ceil((until - now) / 1_000))}s`;
}
