import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SourceRecords } from '../../../../../src/executor/schedules/source/apply-sources.ts';
import { createSourceSync } from '../../../../../src/executor/schedules/source/source-sync.ts';
import {
  type SourceWatcher,
  watchSources,
} from '../../../../../src/executor/schedules/source/source-watcher.ts';
import { type Clock, systemClock } from '../../../../../src/lib/clock.ts';
import { makeFakeClock } from '../../../../helpers/fake-clock.ts';
import { makeTempDir } from '../../../../helpers/temp-dir.ts';

interface Watching extends Disposable {
  readonly root: string;
  readonly watcher: SourceWatcher;
  /** Resolves with the next change that is told. */
  next(): Promise<void>;
}

function watchTemp(clock: Clock = systemClock): Watching {
  const temp = makeTempDir('watched');
  const root = join(temp.path, 'schedules');
  let tell = () => {};
  const watcher = watchSources(root, clock, () => tell());
  return {
    root,
    watcher,
    next: () =>
      new Promise((resolve) => {
        tell = resolve;
      }),
    [Symbol.dispose]() {
      watcher.stop();
      temp.remove();
    },
  };
}

test('a folder that comes, changes and comes again is told of', async () => {
  using watching = watchTemp();
  const { root, watcher } = watching;
  const file = join(root, 'a.ts');
  const came = watching.next();
  mkdirSync(root);
  await came;
  expect(watcher.cover([root])).toBe(true);
  expect(watcher.cover([root])).toBe(false);

  const written = watching.next();
  writeFileSync(file, '1');
  await written;
  const gone = watching.next();
  rmSync(root, { recursive: true });
  await gone;
  // Another folder in the place of the one that was watched.
  mkdirSync(root);
  expect(watcher.cover([root])).toBe(true);
  const again = watching.next();
  writeFileSync(file, '2');
  await again;
  expect(watcher.isWatching).toBe(true);
});

test('what happens beside the folder is nobody’s business, and nothing waits for it', async () => {
  const clock = makeFakeClock();
  using watching = watchTemp(clock);
  writeFileSync(join(watching.root, '../knowledge.json'), '{}');
  mkdirSync(watching.root);
  while (clock.pending === 0) await new Promise(setImmediate);
  expect(clock.delays).toEqual([150]);
  watching.watcher.stop();
  expect(clock.pending).toBe(0);
});

test('more folders than can be watched are said to be so', () => {
  using watching = watchTemp();
  const folders = Array.from({ length: 501 }, (_, index) => join(watching.root, String(index)));
  expect(watching.watcher.cover(folders)).toBe(false);
  expect(watching.watcher.isWatching).toBe(false);
});

test('where nothing can be watched, files are read each minute and when somebody asks', async () => {
  const clock = makeFakeClock();
  let reads = 0;
  const records: SourceRecords = {
    all() {
      reads += 1;
      return [];
    },
    isMadeByHand: () => false,
    put: async () => undefined,
    remove: async () => undefined,
  };
  const sync = createSourceSync({
    projectDir: '/nowhere/at/all',
    descriptions: { of: async () => new Map(), peek: () => null },
    records,
    clock,
    tellFaults: async () => undefined,
  });
  await sync.start();
  while (clock.pending === 0) await new Promise(setImmediate);
  expect(clock.delays).toEqual([60_000]);
  const before = reads;
  clock.advance(60_000);
  while (clock.pending === 0) await new Promise(setImmediate);
  expect(reads).toBeGreaterThan(before);
  const asked = reads;
  expect(sync.faults()).toEqual([]);
  while (reads === asked) await new Promise(setImmediate);
  await sync.stop();
  expect(clock.pending).toBe(0);
});
