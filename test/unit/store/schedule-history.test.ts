import { describe, expect, test } from 'vitest';
import type { Run } from '../../../src/model/run.ts';
import { historyRows, joinedRows, joinRuns, joinSlots } from '../../../src/store/schedule-history.ts';
import { sampleRun } from '../../helpers/sample-run.ts';
import { sampleSlot } from '../../helpers/seeded-slots.ts';

function at(minute: number): string {
  return new Date(Date.parse('2026-11-22T12:00:00.000Z') + minute * 60_000).toISOString();
}

function run(id: string, minute: number, members: Partial<Run> = {}): Run {
  return sampleRun({ id, slot: at(minute), createdAt: at(minute), ...members });
}

const keys = (rows: readonly { readonly key: string }[]) => rows.map(({ key }) => key);

describe('the rows of a history', () => {
  test('a fired slot and its run are one, what has no run stands alone, triggered runs between', () => {
    const slots = [
      sampleSlot(at(3), { outcome: 'skipped', cause: 'overlap', runId: 'b' }),
      sampleSlot(at(2), { runId: 'b' }),
      sampleSlot(at(0), { runId: 'a' }),
    ];
    const runs = [run('by-hand', 1, { slot: null }), run('b', 2), run('a', 0)];
    const rows = joinedRows(runs, slots);
    expect(keys(rows)).toEqual([`slot:${at(3)}`, 'run:b', 'run:by-hand', 'run:a']);
    expect(rows[1]?.slot?.at).toBe(at(2));
    expect(rows[2]?.slot).toBeNull();
  });

  test('a run stands at its slot, however late it was created', () => {
    const late = run('late', 0, { createdAt: at(90) });
    expect(keys(joinedRows([late, run('on-time', 60)], []))).toEqual(['run:on-time', 'run:late']);
  });

  test('a fired slot whose run is not known stays a row', () => {
    expect(joinedRows([], [sampleSlot(at(1), { runId: 'gone' })])[0]).toMatchObject({ run: null });
  });

  test('what older pages may still come between is held back', () => {
    const runs = { items: [run('c', 9), run('b', 6)], nextCursor: 'more' };
    const slots = {
      items: [8, 5, 2].map((minute) => sampleSlot(at(minute), { outcome: 'missed', cause: 'late' })),
      nextCursor: null,
    };
    expect(keys(historyRows({ runs, slots }))).toEqual(['run:c', `slot:${at(8)}`, 'run:b']);
    expect(historyRows({ runs: { ...runs, nextCursor: null }, slots })).toHaveLength(5);
  });
});

describe('joining', () => {
  test('keeps the newest record of a run, the newest runs first', () => {
    const old = run('a', 1, { version: 1, status: 'running' });
    const changed = { ...old, version: 2, status: 'completed' } as const;
    expect(joinRuns([old], [changed], 10)[0]?.status).toBe('completed');
    expect(joinRuns([run('b', 2)], [changed], 1).map(({ id }) => id)).toEqual(['b']);
  });

  test('runs that were created at once are in the order of their slots', () => {
    const made = [0, 1, 2, 3].map((minute) => run(`r${minute}`, minute, { createdAt: at(10) }));
    expect(joinRuns(made.slice(2), made.slice(0, 2), 2).map(({ id }) => id)).toEqual(['r3', 'r2']);
  });

  test('has each slot once, as it came last', () => {
    const before = sampleSlot(at(1), { outcome: 'missed', cause: 'late' });
    const after = sampleSlot(at(1), { cause: 'backfill', runId: 'x' });
    expect(joinSlots([after, sampleSlot(at(2))], [before], 10)).toEqual([sampleSlot(at(2)), after]);
  });
});
