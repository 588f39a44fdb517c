import { describe, expect, test } from 'vitest';
import { noticeHeight, statusRows } from '../../../screens/receipt-view.ts';
import type { Notice } from '../../../src/store/console-state.ts';
import { noStates, type Receipt, type ReceiptItem } from '../../../src/store/receipts.ts';

const now = Date.UTC(2026, 10, 22, 12);
const long: Notice = {
  kind: 'error',
  message: 'The server refused it, and a long sentence says why that is so',
  fix: 'Press R to try again.',
};

const item: ReceiptItem = {
  id: 'run-00000001',
  runId: 'run-00000001',
  label: 'task:a-target-with-quite-a-long-name',
  state: 'accepted',
  note: null,
  isLookedUp: false,
  canUndo: true,
};
const retried: Receipt = {
  number: 1,
  id: 'r1',
  verb: 'retry',
  contextName: 'local',
  project: null,
  reason: null,
  things: 'runs',
  items: [item],
  byRun: new Map(),
  counts: { ...noStates(), accepted: 1 },
  version: 0,
  askedAt: now,
  heldUntil: null,
  sentAt: now,
  settledAt: null,
  undo: { until: now + 60_000, text: 'cancel what is new' },
};

const keyOfTable = (id: 'undo' | 'cancel') => (id === 'undo' ? 'u' : 'X');

function texts(columns: number, rows: number, notice: Notice | null, receipts: readonly Receipt[] = []) {
  const height = noticeHeight(notice, columns, rows);
  return statusRows({ notice, receipts, now, width: columns, height, keyOf: keyOfTable }).map(({ spans }) =>
    spans.map(({ text }) => text).join(''),
  );
}

describe('a notice', () => {
  test('is one line where there is room', () => {
    expect(texts(120, 36, long)).toEqual([` x ${long.message} ${long.fix}`]);
  });

  test('takes the lines that it needs, and its end is there', () => {
    const shown = texts(40, 14, long);
    expect(shown.length).toBeGreaterThan(2);
    expect(shown.every((line) => line.length <= 40)).toBe(true);
    expect(shown.at(-1)).toContain('try again.');
  });

  test('never takes more than a third of the screen', () => {
    expect(noticeHeight({ ...long, message: 'word '.repeat(200) }, 40, 14)).toBe(4);
    expect(texts(40, 14, { ...long, message: 'word '.repeat(200) })).toHaveLength(4);
  });

  test('is told without what would move the cursor', () => {
    expect(texts(120, 36, { ...long, message: 'a\u001b[2Jb' }).join('')).not.toContain('\u001b');
  });
});

describe('a receipt', () => {
  test('says until when it can be taken back, however narrow the screen', () => {
    for (const columns of [40, 60, 80, 120]) {
      const [line = ''] = texts(columns, 24, null, [retried]);
      expect(line.slice(0, columns)).toContain('u 60s');
    }
  });

  test('is whole where there is room', () => {
    expect(texts(140, 36, null, [retried])[0]).toMatch(
      /retry 00000001 task:a-target.*accepted … {3}u 60s: cancel what is new/,
    );
  });
});
