import { describe, expect, test } from 'vitest';
import {
  actionMarkOf,
  addReceipt,
  changeReceipt,
  countStates,
  type ItemState,
  isAsked,
  type Receipt,
  type ReceiptItem,
  settleReceipts,
} from '../../../src/store/receipts.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

function receiptOf(state: ItemState, part: Partial<Receipt> = {}): Receipt {
  const item: ReceiptItem = {
    id: 'a',
    runId: 'a',
    label: 'task:x',
    state,
    note: null,
    isLookedUp: state === 'unknown',
    canUndo: false,
  };
  return {
    number: 1,
    id: 'r1',
    verb: 'cancel',
    contextName: 'local',
    project: null,
    reason: null,
    things: 'runs',
    items: [item],
    byRun: new Map([['a', item]]),
    counts: countStates([item]),
    version: 0,
    askedAt: 1,
    heldUntil: null,
    sentAt: null,
    settledAt: null,
    undo: null,
    ...part,
  };
}

describe('receipts', () => {
  test('a cancel is confirmed when the stream tells that the run has ended', () => {
    const running = settleReceipts([receiptOf('accepted')], [sampleRun({ id: 'a', status: 'running' })], 5);
    expect(isAsked(running, 'a')).toBe(true);
    const ended = settleReceipts(running, [sampleRun({ id: 'a', status: 'cancelled' })], 9);
    expect(ended).toMatchObject([{ settledAt: 9, counts: { confirmed: 1 }, items: [{ note: null }] }]);
    expect(isAsked(ended, 'a')).toBe(false);
  });

  test('says so when the run ended by itself first', () => {
    const ended = settleReceipts([receiptOf('accepted')], [sampleRun({ id: 'a', status: 'completed' })], 9);
    expect(ended).toMatchObject([{ items: [{ state: 'confirmed', note: 'it had ended: completed' }] }]);
  });

  test('is the same array when the stream told nothing about them', () => {
    const receipts = [receiptOf('accepted')];
    expect(settleReceipts(receipts, [sampleRun({ id: 'b' })], 9)).toBe(receipts);
  });

  test('marks the rows of runs: held, asked, unknown, nothing', () => {
    const marks = (['held', 'waiting', 'sent', 'accepted', 'unknown', 'confirmed', 'failed'] as const).map(
      (state) => actionMarkOf([receiptOf(state)], 'a'),
    );
    expect(marks).toEqual(['held', 'asked', 'asked', 'asked', 'unknown', null, null]);
    expect(actionMarkOf([receiptOf('sent')], 'b')).toBeNull();
  });

  test('can no longer be taken back once the new run has started', () => {
    const receipt = receiptOf('confirmed', { verb: 'retry', undo: { until: 60_000, text: 'cancel it' } });
    for (const item of receipt.items) item.canUndo = true;
    settleReceipts([receipt], [sampleRun({ id: 'a', status: 'pending' })], 9);
    expect(receipt.items[0]?.canUndo).toBe(true);
    settleReceipts([receipt], [sampleRun({ id: 'a', status: 'running' })], 9);
    expect(receipt.items[0]?.canUndo).toBe(false);
  });

  test('keeps the last fifty, and what is open', () => {
    let receipts: readonly Receipt[] = [receiptOf('held', { number: 0 })];
    for (let number = 1; number <= 60; number++) {
      receipts = addReceipt(receipts, receiptOf('confirmed', { number }));
    }
    expect(receipts).toHaveLength(51);
    expect(receipts.slice(0, 2).map(({ number }) => number)).toEqual([0, 11]);
    expect(changeReceipt(receipts, 11, { settledAt: 5 })[1]).toMatchObject({ settledAt: 5, version: 1 });
  });
});
