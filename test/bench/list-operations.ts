import { setImmediate as turn } from 'node:timers/promises';
import { moveCursor } from '../../screens/runs/cursor.ts';
import { runsSource } from '../../screens/runs/list-source.ts';
import { systemClock } from '../../src/lib/clock.ts';
import type { Run } from '../../src/model/run.ts';
import { runStatuses } from '../../src/model/run-status.ts';
import { applyPending } from '../../src/store/apply-pending.ts';
import { filterRuns, sortRuns } from '../../src/store/filter-runs.ts';
import { keepMarks, markAll } from '../../src/store/mark-runs.ts';
import { collectRuns, noPending } from '../../src/store/pending-changes.ts';
import { newestFirst } from '../../src/store/run-sort.ts';
import { sampleRun } from '../helpers/sample-run.ts';
import { openListBench } from './list-bench.ts';
import type { Bench, BenchRun, Measurement } from './measurement.ts';
import { median } from './statistics.ts';

const few = 100;
const many = 100_000;
const rounds = 5;
const moves = 300;
/** A piece of work takes 4 ms; a collection of garbage may fall into the longest one. */
const longestWaitMs = 24;

/** What one operation costs, in ms of computing: until it is done and painted, and the longest that a key would wait for its turn meanwhile. */
interface Cost {
  readonly total: number;
  readonly block: number;
}

export const listOperations: Bench = {
  name: 'list-operations',
  about: `filter, sort, group, mark all and move in a list of ${many} runs, against one of ${few}, in one process`,
  async measure(run) {
    const small = await measureList(run, few);
    const large = await measureList(run, many);
    const yardstick = sortingOf(many);
    run.say(`an array of ${many} numbers in random order, sorted: ${yardstick.toFixed(1)} ms`);
    return [
      ratio('cursor move: 100,000 / 100 runs', large.move, small.move, 3),
      ratio('100 changes arrive: 100,000 / 100 runs', large.tick, small.tick, 8),
      ...[...large.costs].flatMap(([name, { total, block }]): Measurement[] => [
        { name: `${name}: longest wait of a key`, unit: 'ms', value: block, max: longestWaitMs },
        {
          name: `${name}: until done / sorting as many numbers`,
          unit: 'x',
          value: total / yardstick,
          max: 40,
        },
      ]),
    ];
  },
};

function ratio(name: string, large: number, small: number, max: number): Measurement {
  return { name, unit: 'x', value: large / small, max };
}

async function measureList(run: BenchRun, count: number) {
  const { parts } = await openListBench(Array.from({ length: count }, (_, index) => benchRunOf(index)));
  const { model } = parts;
  const source = runsSource(parts);
  const isArranged = () => {
    const { arranging, markingAll } = model.store.getState().runs;
    return !arranging && !markingAll;
  };
  const paint = () => source.rows(120, 32);
  const operation = async (act: () => void) => {
    const costs: Cost[] = [];
    for (let round = 0; round < rounds; round++) costs.push(await costOf(act, isArranged, paint));
    return {
      total: median(costs.map(({ total }) => total)),
      block: median(costs.map(({ block }) => block)),
    };
  };
  const costs = new Map<string, Cost>();
  const look = [
    ['filter here', () => void filterRuns(model, '-kind:eval error:429')],
    ['filter by a fingerprint', () => void filterRuns(model, 'fingerprint:none')],
    ['sort by duration', () => sortRuns(model, { column: 'duration', descending: true })],
    ['sort by target', () => sortRuns(model, { column: 'target', descending: false })],
    ['group by failure', () => model.arranger.group('failure')],
    ['mark all', () => void markAll(model)],
  ] as const;
  for (const [name, act] of look) {
    costs.set(name, await operation(act));
    run.say(`${count} runs, ${name}: ${text(costs.get(name))}`);
    if (name.startsWith('filter')) filterRuns(model, '');
  }
  // Groups and rows in order are kept in step while changes arrive, and all runs are marked.
  const tick = await repeated(20, () => tickOf(parts.model, count));
  model.arranger.group(null);
  const move = await repeated(moves, () => {
    moveCursor(parts, 1);
    paint();
  });
  run.say(`${count} runs: a move ${move.toFixed(3)} ms, 100 changes ${tick.toFixed(2)} ms`);
  keepMarks(model, []);
  sortRuns(model, newestFirst);
  model.arranger.stop();
  return { costs, move, tick };
}

function text(cost: Cost | undefined): string {
  return cost === undefined ? '' : `${cost.total.toFixed(1)} ms, longest block ${cost.block.toFixed(1)} ms`;
}

/** What this thread has computed, in ms: what else the machine does meanwhile is not in it. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** Does something and waits until it is done; the longest turn of the event loop is what a key would wait. */
async function costOf(act: () => void, isDone: () => boolean, paint: () => void): Promise<Cost> {
  await turn();
  const begin = cpuMs();
  let before = begin;
  act();
  let block = 0;
  for (;;) {
    const now = cpuMs();
    block = Math.max(block, now - before);
    before = now;
    if (isDone()) break;
    await turn();
  }
  paint();
  return { total: cpuMs() - begin, block };
}

/** What this machine takes now for work that does not change with the program: ms of computing. */
function sortingOf(count: number): number {
  const took = Array.from({ length: rounds }, () => {
    const numbers = Array.from({ length: count }, (_, index) => (index * 7_919) % 1_000_003);
    const begin = cpuMs();
    numbers.sort((left, right) => left - right);
    return cpuMs() - begin;
  });
  return median(took);
}

async function repeated(times: number, act: () => void): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < times; round++) {
    const begin = performance.now();
    act();
    took.push(performance.now() - begin);
    await turn();
  }
  return median(took);
}

let version = 10;

/** A hundred runs all over the list change their status. */
function tickOf(model: Parameters<typeof filterRuns>[0], count: number): void {
  const pending = noPending();
  version++;
  collectRuns(
    pending,
    Array.from({ length: 100 }, (_, index) => {
      const number = (index * 997 + version * 31) % count;
      const status = runStatuses[(number + version) % runStatuses.length] ?? 'failed';
      return { ...benchRunOf(number), status, version, durationMs: (version * 7_919) % 60_000 };
    }),
  );
  model.store.setState(applyPending(model.store.getState(), pending, systemClock.now()).change);
}

function benchRunOf(number: number): Run {
  const status = runStatuses[number % runStatuses.length] ?? 'failed';
  const createdAt = new Date(Date.UTC(2026, 0, 1) + number * 1_000).toISOString();
  return sampleRun({
    id: `019af2b0-0000-7000-8000-${String(number).padStart(12, '0')}`,
    target: `task:number-${number % 500}`,
    kind: number % 9 === 0 ? 'eval' : 'task',
    status,
    createdAt,
    updatedAt: createdAt,
    startedAt: createdAt,
    completedAt: createdAt,
    durationMs: (number * 7_919) % 60_000,
    batchId: `b-${number % 900}`,
    error: status === 'failed' ? { message: `HTTP ${400 + (number % 37)} from host-${number % 11}` } : null,
  });
}
