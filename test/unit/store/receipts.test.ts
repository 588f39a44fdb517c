import { describe, expect, test } from 'vitest';
import { addReceipt, isAsked, type Receipt, settleReceipts } from '../../../src/store/receipts.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

const asked: Receipt = {
  number: 1,
  verb: 'cancel',
  runId: 'a',
  target: 'task:x',
  state: 'accepted',
  askedAt: 1,
  settledAt: null,
  note: null,
};

describe('receipts', () => {
  test('a cancel is confirmed when the stream tells that the run has ended', () => {
    const running = settleReceipts([asked], [sampleRun({ id: 'a', status: 'running' })], 5);
    expect(isAsked(running, 'a')).toBe(true);
    const ended = settleReceipts(running, [sampleRun({ id: 'a', status: 'cancelled' })], 9);
    expect(ended).toMatchObject([{ state: 'confirmed', settledAt: 9, note: null }]);
    expect(isAsked(ended, 'a')).toBe(false);
  });

  test('says so when the run ended by itself first', () => {
    expect(settleReceipts([asked], [sampleRun({ id: 'a', status: 'completed' })], 9)).toMatchObject([
      { state: 'confirmed', note: 'it had ended: completed' },
    ]);
  });

  test('is the same array when the stream told nothing about them', () => {
    const receipts = [asked];
    expect(settleReceipts(receipts, [sampleRun({ id: 'b' })], 9)).toBe(receipts);
  });

  test('keeps the last fifty', () => {
    let receipts: readonly Receipt[] = [];
    for (let number = 1; number <= 60; number++) receipts = addReceipt(receipts, { ...asked, number });
    expect(receipts).toHaveLength(50);
    expect(receipts[0]?.number).toBe(11);
  });
});
