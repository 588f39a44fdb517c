import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../../src/model/run.ts';
import { noCounts, runStatuses } from '../../../src/model/run-status.ts';
import { addCounts, applyRuns } from '../../../src/store/apply-runs.ts';
import { cursorAt, cursorRowOf, rebindCursor } from '../../../src/store/list-cursor.ts';
import { createRunList, type RunList, rowOf, runAt } from '../../../src/store/run-list.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

const everything = { filter: {}, morePages: false };

function runNumbered(number: number, members: Partial<Run> = {}): Run {
  const createdAt = new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString();
  return sampleRun({
    id: `run-${String(number).padStart(6, '0')}`,
    createdAt,
    updatedAt: createdAt,
    ...members,
  });
}

function listOf(...numbers: number[]): RunList {
  const list = createRunList();
  applyRuns(
    list,
    numbers.map((number) => runNumbered(number)),
    everything,
  );
  return list;
}

function shown(list: RunList): (string | undefined)[] {
  return list.order.map((_, row) => runAt(list, row)?.id);
}

describe('applyRuns', () => {
  test('keeps the newest first, in whatever order runs are told', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(Array.from({ length: 40 }, (_, index) => index)), (numbers) => {
        const list = listOf(...numbers);
        const wanted = numbers.toSorted((a, b) => b - a).map((number) => runNumbered(number).id);
        expect(shown(list)).toEqual(wanted);
        wanted.forEach((id, row) => {
          expect(rowOf(list, id)).toBe(row);
        });
      }),
    );
  });

  test('ignores a record older than the one known', () => {
    const list = listOf(1);
    applyRuns(list, [runNumbered(1, { status: 'running', version: 3 })], everything);
    const late = applyRuns(list, [runNumbered(1, { status: 'pending', version: 2 })], everything);
    expect(late.changed).toBe(false);
    expect(runAt(list, 0)?.status).toBe('running');
  });

  test('moves a run between the counts', () => {
    const list = listOf(1, 2);
    const { counts, countsUnsure } = applyRuns(
      list,
      [runNumbered(1, { status: 'running', version: 2 }), runNumbered(2, { status: 'failed', version: 2 })],
      everything,
    );
    expect(counts).toEqual({ pending: -2, running: 1, failed: 1 });
    expect(countsUnsure).toBe(false);
    expect(addCounts({ ...noCounts(), pending: 2 }, counts)).toEqual({
      ...noCounts(),
      running: 1,
      failed: 1,
    });
  });

  test('counts a run that is newer than all, and is unsure about an older one', () => {
    const list = listOf(5);
    expect(applyRuns(list, [runNumbered(6)], everything).counts).toEqual({ pending: 1 });
    expect(applyRuns(list, [runNumbered(1)], everything)).toMatchObject({ counts: {}, countsUnsure: true });
  });

  test('takes a run out of a filtered list when it no longer matches', () => {
    const rules = { filter: { statuses: ['pending' as const] }, morePages: false };
    const list = createRunList();
    applyRuns(list, [runNumbered(1), runNumbered(2)], rules);
    applyRuns(list, [runNumbered(2, { status: 'running', version: 2 })], rules);
    expect(shown(list)).toEqual([runNumbered(1).id]);
  });

  test('leaves runs below the last loaded page to the server', () => {
    const list = listOf(10, 11);
    applyRuns(list, [runNumbered(3), runNumbered(12)], { filter: {}, morePages: true });
    expect(shown(list)).toEqual([12, 11, 10].map((number) => runNumbered(number).id));
  });

  test('drops the oldest above the most it keeps', () => {
    const list = createRunList();
    applyRuns(
      list,
      [1, 2, 3, 4].map((number) => runNumbered(number)),
      { ...everything, max: 3 },
    );
    expect(shown(list)).toEqual([4, 3, 2].map((number) => runNumbered(number).id));
    expect(list.byId.size).toBe(3);
  });

  test('changes one of 100,000 runs without looking at the others', () => {
    const list = createRunList();
    applyRuns(
      list,
      Array.from({ length: 100_000 }, (_, number) => runNumbered(number)),
      everything,
    );
    const started = performance.now();
    for (let version = 2; version < 1002; version++) {
      applyRuns(list, [runNumbered(50_000, { version })], everything);
    }
    // A copy of the list alone takes 0.6 ms: 600 ms for these.
    expect(performance.now() - started).toBeLessThan(200);
  });
});

describe('cursor of the runs list', () => {
  test('stays with its run when rows move', () => {
    const list = listOf(1, 2, 3);
    const cursor = cursorAt(list, 1);
    applyRuns(list, [runNumbered(4), runNumbered(5)], everything);
    expect(cursorRowOf(list, cursor)).toBe(3);
    expect(rebindCursor(list, cursor)).toEqual({ cursorId: runNumbered(2).id, cursorRow: 3 });
  });

  test('stays at its row when its run leaves the list', () => {
    const rules = { filter: { statuses: [...runStatuses] }, morePages: false };
    const list = listOf(1, 2, 3);
    const cursor = cursorAt(list, 1);
    applyRuns(list, [runNumbered(2, { status: 'failed', version: 2 })], {
      ...rules,
      filter: { statuses: ['pending'] },
    });
    expect(rebindCursor(list, cursor)).toEqual({ cursorId: runNumbered(1).id, cursorRow: 1 });
  });

  test('is nowhere in an empty list, and on its first run as soon as there is one', () => {
    const list = createRunList();
    const cursor = cursorAt(list, 0);
    expect(cursor.cursorId).toBeNull();
    applyRuns(list, [runNumbered(1)], everything);
    expect(rebindCursor(list, cursor).cursorId).toBe(runNumbered(1).id);
  });
});
