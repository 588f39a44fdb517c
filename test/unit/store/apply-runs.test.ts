import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Run } from '../../../src/model/run.ts';
import { noCounts, runStatuses } from '../../../src/model/run-status.ts';
import { addCounts, applyRuns } from '../../../src/store/apply-runs.ts';
import { cursorAt, cursorOnNewest, cursorRowOf, rebindCursor } from '../../../src/store/list-cursor.ts';
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

  test('keeps the newest first when pages of older runs come, with runs of other times between them', () => {
    const numbers = fc.shuffledSubarray(
      Array.from({ length: 30 }, (_, index) => index),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(fc.array(numbers, { maxLength: 5 }), fc.boolean(), (pages, isSorted) => {
        const list = createRunList();
        const followed: string[] = [];
        list.followers.add({ put: ({ id }) => followed.push(id), drop: () => undefined });
        for (const page of pages) {
          const runs = isSorted ? page.toSorted((a, b) => b - a) : page;
          applyRuns(
            list,
            runs.map((number) => runNumbered(number)),
            everything,
          );
        }
        const wanted = [...new Set(pages.flat())].toSorted((a, b) => b - a).map((n) => runNumbered(n).id);
        expect(shown(list)).toEqual(wanted);
        expect(new Set(followed)).toEqual(new Set(wanted));
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

  test('counts a run that a filter hides as unknown, however often it is told of', () => {
    const rules = { filter: { target: 'task:other' }, morePages: false };
    const told = applyRuns(createRunList(), [runNumbered(1, { status: 'running', version: 9 })], rules);
    expect(told).toEqual({ changed: false, counts: {}, countsUnsure: true });
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
    const looks = vi.spyOn(list.byId, 'get');
    applyRuns(list, [runNumbered(50_000, { version: 2 })], everything);
    // A binary search among 100,000 takes 17 looks; a scan takes all.
    expect(looks.mock.calls.length).toBeLessThan(60);
    expect(list.byId.get(runNumbered(50_000).id)?.version).toBe(2);
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

  test('is nowhere in an empty list, and on the newest run until somebody moves it', () => {
    const list = createRunList();
    expect(cursorRowOf(list, cursorOnNewest)).toBe(-1);
    for (const number of [1, 2]) {
      applyRuns(list, [runNumbered(number)], everything);
      const cursor = rebindCursor(list, cursorOnNewest);
      expect(runAt(list, cursorRowOf(list, cursor))?.id).toBe(runNumbered(number).id);
    }
  });
});
