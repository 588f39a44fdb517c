import { join } from 'node:path';
import type { Clock } from '../../../lib/clock.ts';
import type { Service } from '../../../lib/service.ts';
import type { SourceFault } from '../../../model/source-fault.ts';
import { reportBug } from '../../queue/report-bug.ts';
import type { DescriptionCache } from '../../targets/description-cache.ts';
import { applySources, type SourceRecords } from './apply-sources.ts';
import { locateProblems } from './locate-problems.ts';
import { readSources } from './read-sources.ts';
import { type Clearness, createRepeatedLook } from './repeated-look.ts';
import { haveNews } from './source-news.ts';
import { type SourceWatcher, watchSources } from './source-watcher.ts';

/** Milliseconds that the start of the executor waits for the files: one that never ends loading must not hold it up. */
const startLimitMs = 3_000;
/** Milliseconds for which what is wrong is believed to be wrong still when somebody asks. */
const askedAgainMs = 1_000;

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
  /** Resolves when the files have been read, or take too long; at once where they seem to be as they were. */
  start(): Promise<void>;
  /**
   * What is wrong with the files, by path and line. Asking makes it look again where folders cannot be watched, and
   * where something is wrong: what that needs, such as a target or a name, may be there by now.
   */
  faults(): readonly SourceFault[];
}

export function createSourceSync(options: SourceSyncOptions): SourceSync {
  const { projectDir, clock, records } = options;
  let watcher: SourceWatcher | null = null;
  let faults: readonly SourceFault[] = [];
  let isStopped = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let applying: Promise<unknown> = Promise.resolve();
  const look = createRepeatedLook(clock, lookOnce);

  async function lookOnce(): Promise<Clearness> {
    try {
      await takeOver();
      lookedAt = clock.now();
    } catch (thrown) {
      // Such as a disk that is full.
      reportBug(thrown);
      return 'unclear';
    }
    if (faults.length > 0) return 'unclear';
    return watcher?.isWatching === false ? 'unwatched' : 'clear';
  }

  async function takeOver(): Promise<void> {
    const reading = await readSources(projectDir, options.descriptions);
    if (isStopped) return;
    // Files may have come into a new folder before it was watched.
    if (watcher?.cover(reading.tree.folders, reading.imports) === true) void look.now();
    const work = applySources(reading, records, () => !isStopped).then(async (problems) => {
      faults = await locateProblems(problems);
      if (!isStopped) await options.tellFaults(faults);
    });
    applying = work.catch(() => undefined);
    await work;
  }

  return {
    async start() {
      watcher = watchSources(join(projectDir, 'schedules'), clock, () => {
        look.startOver();
        void look.now();
      });
      const isNews = await haveNews(projectDir, records.all());
      const first = look.now();
      if (isNews) await within(clock, first);
    },
    async stop() {
      isStopped = true;
      look.stop();
      watcher?.stop();
      // Reading may take as long as a file takes; nothing is written after it any more.
      await applying;
    },
    faults() {
      const isOutdated = faults.length > 0 && Math.abs(clock.now() - lookedAt) >= askedAgainMs;
      const isAsked = isOutdated || watcher?.isWatching === false;
      if (isAsked && !look.isUnderWay && !isStopped) void look.now();
      return faults;
    },
  };
}

async function within(clock: Clock, first: Promise<void>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const callOff = clock.after(startLimitMs, resolve);
  await Promise.race([first, late]);
  callOff();
}
