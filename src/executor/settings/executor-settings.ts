import { availableParallelism } from 'node:os';

/** Bounds of what an executor takes on. `docs/limits.md` says what happens at each. */
export interface Limits {
  /** Attempts at the same time. 0: runs are accepted and wait. */
  readonly concurrency: number;
  /** Resident memory of one child and what it starts, in MiB. */
  readonly memoryMb: number;
  /** Log of one run over all its attempts, in MiB. */
  readonly logMb: number;
  /** JSON of what a run returns, in KiB. */
  readonly outputKb: number;
  /** Events that a target may add to one run. */
  readonly eventsPerRun: number;
  /** Runs that are pending or waiting. */
  readonly queueLength: number;
  /** Creations per second that may go on for ever. */
  readonly createPerSecond: number;
  /** Creations at once, before that rate counts. */
  readonly createBurst: number;
}

/** What of the past is kept. A run is pruned when either bound says so; only ended runs are. */
export interface Retention {
  /** Days since its end. */
  readonly days: number;
  /** Ended runs. */
  readonly runs: number;
}

/** What a project may say about one of its targets. */
export interface TargetSettings {
  /** Its runs at the same time. */
  readonly concurrency?: number | undefined;
}

export interface ExecutorSettings {
  readonly limits: Limits;
  readonly retention: Retention;
  /** By target, such as `task:reports/weekly`. */
  readonly targets: Readonly<Record<string, TargetSettings>>;
}

/** Background work mostly waits for a network or a disk: a small machine has room for more than its cores. */
const fewestPlaces = 4;

export const defaultSettings: ExecutorSettings = {
  limits: {
    concurrency: Math.max(fewestPlaces, availableParallelism()),
    memoryMb: 2048,
    logMb: 64,
    outputKb: 1024,
    eventsPerRun: 10_000,
    queueLength: 100_000,
    createPerSecond: 1000,
    createBurst: 20_000,
  },
  retention: { days: 30, runs: 100_000 },
  targets: {},
};
