import type { Notice } from '../src/store/console-state.ts';
import type { Receipt } from '../src/store/receipts.ts';
import { type Row, textRow } from '../src/terminal/row.ts';
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
  const receipt = receipts.at(-1);
  if (receipt === undefined || (receipt.settledAt !== null && now - receipt.settledAt > receiptShownMs)) {
    return textRow('');
  }
  return receiptRow(receipt);
}

function receiptRow(receipt: Receipt): Row {
  const about = `${receipt.verb} ${receipt.runId === null ? '' : `${shortId(receipt.runId)} `}${receipt.target}`;
  const asked = `asked ${formatClock(receipt.askedAt)}`;
  const settled = receipt.settledAt === null ? '' : formatClock(receipt.settledAt);
  switch (receipt.state) {
    case 'asked':
      return textRow(` * ${about}  ${asked} …`, 'warn');
    case 'accepted':
      return textRow(` * ${about}  ${asked}, accepted …`, 'warn');
    case 'confirmed':
      return textRow(
        ` + ${about}  ${asked}, confirmed ${settled}${receipt.note === null ? '' : `, ${receipt.note}`}`,
        'ok',
      );
    case 'failed':
      return textRow(` x ${about}  ${asked}, failed: ${receipt.note ?? ''}`, 'bad');
  }
}
