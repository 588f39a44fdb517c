import { join } from 'node:path';
import type { Clock } from '../../../lib/clock.ts';
import type { Service } from '../../../lib/service.ts';
import type { SourceFault } from '../../../model/source-fault.ts';
import { reportBug } from '../../queue/report-bug.ts';
import type { DescriptionCache } from '../../targets/description-cache.ts';
import { applySources, type SourceRecords } from './apply-sources.ts';
import { locateProblems } from './locate-problems.ts';
import { readSources } from './read-sources.ts';
import { type SourceWatcher, watchSources } from './source-watcher.ts';

/** Milliseconds that the start of the executor waits for the files: one that never ends loading must not hold it up. */
const startLimitMs = 3_000;
/** Milliseconds until files with faults are looked at again: what is wrong may lie elsewhere, and be mended there. */
const lookAgainMs = { first: 60_000, most: 960_000 } as const;

export interface SourceSyncOptions {
  /** Absolute. */
  readonly projectDir: string;
  /** Of the files of `schedules/` alone: they must not hold up those of targets. */
  readonly descriptions: DescriptionCache;
  readonly records: SourceRecords;
  readonly clock: Clock;
  /** Writes what is wrong with a schedule's file to its events, once. */
  readonly tellFaults: (faults: readonly SourceFault[]) => Promise<void>;
}

/** Keeps schedules as the files of `schedules/` define them (contract section 15). */
export interface SourceSync extends Service {
  /** Resolves when the files have been read, or take too long. */
  start(): Promise<void>;
  /** What is wrong with the files, by path and line. Where folders cannot be watched, asking makes it look again. */
  faults(): readonly SourceFault[];
  /** Reads the files now. Never rejects. */
  look(): Promise<void>;
}

export function createSourceSync(options: SourceSyncOptions): SourceSync {
  const { projectDir, clock } = options;
  const root = join(projectDir, 'schedules');
  let watcher: SourceWatcher | null = null;
  let faults: readonly SourceFault[] = [];
  let isStopped = false;
  let looking: Promise<void> | null = null;
  let isAgain = false;
  let hasFailed = false;
  let applying: Promise<unknown> = Promise.resolve();
  let callOff = () => {};
  let waitMs: number = lookAgainMs.first;

  async function lookOnce(): Promise<void> {
    const reading = await readSources(projectDir, options.descriptions);
    if (isStopped) return;
    // Files may have come into a new folder before it was watched.
    if (watcher?.cover(reading.tree.folders) === true) isAgain = true;
    const work = applySources(reading, options.records, () => !isStopped).then(async (problems) => {
      faults = await locateProblems(problems);
      if (!isStopped) await options.tellFaults(faults);
    });
    applying = work.catch(() => undefined);
    await work;
  }

  async function lookUntilQuiet(): Promise<void> {
    callOff();
    do {
      isAgain = false;
      hasFailed = false;
      await lookOnce().catch(failed);
    } while (isAgain && !isStopped);
    looking = null;
    if (!isStopped) lookLater();
  }

  /** Such as a disk that is full. */
  function failed(thrown: unknown): void {
    hasFailed = true;
    reportBug(thrown);
  }

  function lookLater(): void {
    const isUnclear = hasFailed || faults.length > 0;
    if (!isUnclear && watcher?.isWatching !== false) return;
    callOff = clock.after(isUnclear ? waitMs : lookAgainMs.first, () => void look());
    waitMs = isUnclear ? Math.min(2 * waitMs, lookAgainMs.most) : lookAgainMs.first;
  }

  function look(): Promise<void> {
    if (looking !== null) isAgain = true;
    looking ??= lookUntilQuiet();
    return looking;
  }

  return {
    async start() {
      watcher = watchSources(root, clock, () => {
        waitMs = lookAgainMs.first;
        void look();
      });
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const callOffLimit = clock.after(startLimitMs, resolve);
      await Promise.race([look(), late]);
      callOffLimit();
    },
    async stop() {
      isStopped = true;
      callOff();
      watcher?.stop();
      // Reading may take as long as a file takes; nothing is written after it any more.
      await applying;
    },
    faults() {
      if (watcher?.isWatching === false && looking === null && !isStopped) void look();
      return faults;
    },
    look,
  };
}
