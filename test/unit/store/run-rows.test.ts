import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../../src/model/run.ts';
import { runStatuses } from '../../../src/model/run-status.ts';
import { applyRuns } from '../../../src/store/apply-runs.ts';
import { createRunGroups } from '../../../src/store/run-groups.ts';
import { createRunList, dropRun, type RunList, rowCount, rowOf, runAt } from '../../../src/store/run-list.ts';
import { createRunRows } from '../../../src/store/run-rows.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

const everything = { filter: {}, morePages: false };
const isShown = (run: Run) => run.status !== 'cancelled';
const rules = { isShown, keyOf: (run: Run) => run.durationMs, descending: true };

/** What a run is told of: its number, a duration or none, a status; or that it is gone. */
const told = fc.record({
  number: fc.nat(30),
  durationMs: fc.option(fc.nat(5), { nil: null }),
  status: fc.constantFrom(...runStatuses),
  isGone: fc.boolean(),
});
type Told = typeof told extends fc.Arbitrary<infer Value> ? Value : never;

function runOf({ number, durationMs, status }: Told, version: number): Run {
  const createdAt = new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString();
  return sampleRun({
    id: `run-${number}`,
    createdAt,
    durationMs,
    status,
    version,
    target: `task:${number % 3}`,
  });
}

function apply(list: RunList, tellings: readonly Told[], from: number): void {
  tellings.forEach((one, index) => {
    if (one.isGone) dropRun(list, `run-${one.number}`);
    else applyRuns(list, [runOf(one, from + index)], everything);
  });
}

/** The rows as they should be, made from scratch. */
function wanted(list: RunList): string[] {
  return [...list.byId.values()]
    .filter(isShown)
    .sort((left, right) => {
      if (left.durationMs !== right.durationMs) return (right.durationMs ?? -1) - (left.durationMs ?? -1);
      return left.createdAt < right.createdAt ? 1 : -1;
    })
    .map(({ id }) => id);
}

function shown(list: RunList): (string | undefined)[] {
  return Array.from({ length: rowCount(list) }, (_, row) => runAt(list, row)?.id);
}

describe('rows of a list', () => {
  test('are filled in small pieces from the first to the last', () => {
    const list = createRunList();
    const runs = Array.from({ length: 5_000 }, (_, number) =>
      sampleRun({ id: `run-${number}`, durationMs: (number * 7_919) % 5_003 }),
    );
    applyRuns(list, runs, everything);
    const { rows, fill } = createRunRows(rules);
    let steps = 0;
    let before = 0;
    for (const _ of fill(list)) {
      steps++;
      // No step may take in more than a screen's worth of work, the last ones neither.
      expect(rows.entries.length - before).toBeLessThanOrEqual(2_000);
      before = rows.entries.length;
    }
    // Fifty pieces are read, and merged by twos: a pause after each.
    expect(steps).toBeGreaterThan(100);
    expect(rows.entries).toHaveLength(5_000);
  });

  test('are in order after whatever was told, before, while and after they were filled', () => {
    fc.assert(
      fc.property(fc.array(told), fc.array(told), fc.array(told), (before, meanwhile, after) => {
        const list = createRunList();
        apply(list, before, 1);
        const rows = createRunRows(rules);
        list.followers.add(rows);
        const work = rows.fill(list);
        work.next();
        apply(list, meanwhile, 1_000);
        while (work.next().done !== true);
        list.rows = rows.rows;
        expect(shown(list)).toEqual(wanted(list));
        apply(list, after, 2_000);
        expect(shown(list)).toEqual(wanted(list));
        shown(list).forEach((id, row) => {
          expect(rowOf(list, id ?? '')).toBe(row);
        });
      }),
    );
  });

  test('of many thousands are merged in order', () => {
    const list = createRunList();
    const tellings = Array.from({ length: 5_500 }, (_, number) => ({
      number,
      durationMs: (number * 7_919) % 1_009,
      status: 'completed' as const,
      isGone: false,
    }));
    apply(list, tellings, 1);
    const rows = createRunRows(rules);
    let pieces = 0;
    for (const _ of rows.fill(list)) pieces++;
    list.rows = rows.rows;
    expect(shown(list)).toEqual(wanted(list));
    expect(pieces).toBeGreaterThan(5);
  });
});

test('groups count their runs, whatever was told and while they are filled', () => {
  fc.assert(
    fc.property(fc.array(told), fc.array(told), (before, after) => {
      const list = createRunList();
      apply(list, before, 1);
      const groups = createRunGroups('target', (run) => (isShown(run) ? run.target : null));
      list.followers.add(groups);
      for (const _ of groups.fill(list));
      apply(list, after, 1_000);
      const runs = [...list.byId.values()].filter(isShown);
      const expected = Map.groupBy(runs, ({ target }) => target);
      expect(groups.byName.size).toBe(expected.size);
      for (const [name, members] of expected) {
        expect(groups.byName.get(name)).toMatchObject({
          count: members.length,
          failed: members.filter(({ status }) => status === 'failed').length,
        });
      }
      const counts = groups.rows.entries.map(({ id }) => groups.byName.get(id)?.count ?? 0);
      expect(counts).toEqual(counts.toSorted((left, right) => right - left));
    }),
  );
});
