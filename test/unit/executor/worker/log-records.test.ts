import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  maxRecordBytes,
  maxRecordText,
  rawBytesOf,
  toRecords,
} from '../../../../src/executor/worker/log-records.ts';

const at = 1_700_000_000_000;
const linesOf = (records: Buffer) => records.toString('latin1').split('\n').slice(0, -1);

describe('records of a log', () => {
  test('keep a line that is not finished for later, unless the output has ended', () => {
    const raw = Buffer.from('one\ntwo');
    expect(toRecords(raw, at, 'stdout', false)).toEqual({
      records: Buffer.from(`${at}o one\n`),
      consumed: 4,
      full: false,
      jsonLines: [],
    });
    expect(toRecords(raw, at, 'stderr', true)).toMatchObject({
      records: Buffer.from(`${at}e one\n${at}e two\n`),
      consumed: 7,
    });
  });

  test('split a long line and mark that it goes on', () => {
    const { records, consumed } = toRecords(Buffer.from(`${'x'.repeat(100_000)}\n`), at, 'stdout', false);
    const lines = linesOf(records);
    expect(lines.map((line) => line.slice(13, 15))).toEqual(['O ', 'o ']);
    expect(lines.map((line) => line.length - 15)).toEqual([maxRecordText, 100_000 - maxRecordText]);
    expect(consumed).toBe(100_001);
  });

  test('do not cut a character in two', () => {
    const { records } = toRecords(Buffer.from(`x${'€'.repeat(40_000)}\n`), at, 'stdout', false);
    expect(records.toString('utf8')).not.toContain('\ufffd');
  });

  test('hold every byte, however the output comes in pieces, and their count tells how much', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom(Uint8Array.from([10]), new Uint8Array(70_000).fill(120)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const all = Buffer.concat(pieces);
        const records = recordsOf(pieces);
        const endsInLine = all.length === 0 || all.at(-1) === 10;
        const expected = endsInLine ? all : Buffer.concat([all, Buffer.from('\n')]);
        expect(Buffer.concat(records.map(rawOf)).equals(expected)).toBe(true);
        expect(records.reduce((sum, record) => sum + rawBytesOf(record), 0)).toBe(expected.length);
        expect(records.every((record) => record.length < maxRecordBytes)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

/** The records of output that arrives piece by piece. */
function recordsOf(pieces: readonly Uint8Array[]): Buffer[] {
  let pending = Buffer.alloc(0);
  return [...pieces, new Uint8Array()].flatMap((piece, index) => {
    const raw = Buffer.concat([pending, piece]);
    const { records, consumed } = toRecords(raw, at, 'stdout', index === pieces.length);
    pending = raw.subarray(consumed);
    return linesOf(records).map((line) => Buffer.from(line, 'latin1'));
  });
}

/** The output that a record stands for. */
function rawOf(record: Buffer): Buffer {
  const goesOn = record.toString('latin1', 13, 14) === 'O';
  return Buffer.concat([record.subarray(15), Buffer.from(goesOn ? '' : '\n')]);
}
