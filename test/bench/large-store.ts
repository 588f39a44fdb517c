import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type LocalExecutor, openExecutor } from '../../src/executor/open-executor.ts';
import { defaultSettings } from '../../src/executor/settings/executor-settings.ts';
import { makeTempDir } from '../helpers/temp-dir.ts';
import { writeProject } from '../helpers/temp-project.ts';
import { batchIdOf, fillStore, type StoreSize } from './fill-store.ts';
import type { Bench, BenchRun, Measurement } from './measurement.ts';
import { median } from './statistics.ts';

const small: StoreSize = { runs: 10_000, eventsPerRun: 10 };
const large: StoreSize = { runs: 100_000, eventsPerRun: 10 };
const full: StoreSize = { runs: 1_000_000, eventsPerRun: 10 };
const rounds = 200;

/** What console and verbs ask all the time, and how often dearer it may be in the large store. */
const questions: Readonly<
  Record<string, { readonly max: number; ask(executor: LocalExecutor, runId: string): unknown }>
> = {
  'list page': { max: 2, ask: (executor) => executor.listRuns({}, { limit: 50 }) },
  'list page of failed runs': {
    max: 2,
    ask: (executor) => executor.listRuns({ statuses: ['failed'] }, { limit: 50 }),
  },
  'list page of a target': {
    max: 2,
    ask: (executor) => executor.listRuns({ target: 'task:mail' }, { limit: 50 }),
  },
  'list page of a batch': {
    max: 2,
    ask: (executor) => executor.listRuns({ batchId: batchIdOf(4) }, { limit: 50 }),
  },
  counts: { max: 2, ask: (executor) => executor.countRuns({}) },
  'list of batches': { max: 2, ask: (executor) => executor.listBatches({ limit: 10 }) },
  'tail of 100 events of all runs': {
    max: 3,
    ask: (executor) =>
      executor.listProjectEvents({ from: 0, to: Date.now() + 1000, limit: 100, order: 'newest-first' }),
  },
  'events of a run': {
    max: 2,
    ask: (executor, runId) => executor.listEvents(runId, { limit: 100, order: 'newest-first' }),
  },
  'poll for events that are not there': {
    max: 2,
    ask: (executor, runId) =>
      executor.listEvents(runId, { afterId: 1e12, limit: 100, order: 'oldest-first' }),
  },
};

export const largeStore = largeStoreBench('large-store', large);
/** By its own name only: filling the store takes minutes and gigabytes. */
export const fullStore = largeStoreBench('full-store', full);

function largeStoreBench(name: string, size: StoreSize): Bench {
  const events = size.runs * size.eventsPerRun;
  return {
    name,
    about: `what a page, a count and a poll cost in a store of ${size.runs} runs and ${events} events, next to one of ${small.runs} runs`,
    measure: (run) => compare(run, size),
  };
}

async function compare({ say }: BenchRun, size: StoreSize): Promise<readonly Measurement[]> {
  using dir = makeTempDir('large-store');
  await using few = await openFilled(join(dir.path, 'small'), small);
  say(`filling a store with ${size.runs} runs`);
  await using many = await openFilled(join(dir.path, 'large'), size);
  return Object.entries(questions).map(([question, { max, ask }]) => {
    const inFew = microseconds(() => ask(few.executor, few.newest));
    const inMany = microseconds(() => ask(many.executor, many.newest));
    say(`${question}: ${inMany.toFixed(0)} µs, ${inFew.toFixed(0)} µs in the small store`);
    return { name: `${size.runs} runs / ${small.runs}: ${question}`, unit: 'x', value: inMany / inFew, max };
  });
}

async function openFilled(projectDir: string, size: StoreSize) {
  mkdirSync(projectDir);
  writeProject(projectDir, {});
  const stateDir = join(projectDir, '.vfjobs');
  mkdirSync(stateDir, { mode: 0o700 });
  const newest = fillStore(stateDir, size);
  // Nothing is to be pruned away meanwhile.
  const settings = { ...defaultSettings, retention: { days: 36_500, runs: 1_000_000_000 } };
  const executor = await openExecutor({ projectDir, stateDir, concurrency: 0, settings });
  return { executor, newest, [Symbol.asyncDispose]: () => executor.stop({ drainMs: 0 }) };
}

function microseconds(ask: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const began = performance.now();
    ask();
    return (performance.now() - began) * 1000;
  });
  return median(times);
}
