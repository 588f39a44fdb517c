import type { Clock } from '../../lib/clock.ts';
import type { Target } from '../../model/target.ts';

export interface TargetCatalogOptions {
  /** Absolute. */
  readonly projectDir: string;
  /** Absolute; see `WorkerPoolOptions.cacheDir`. */
  readonly cacheDir: string;
  /** Variables that task files see while they are read. Default: `process.env`. */
  readonly hostEnv?: NodeJS.ProcessEnv | undefined;
  /** Milliseconds a task file may take to load. Default 10,000. */
  readonly loadLimitMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** What the project offers to execute, read from its `tasks/` folder. */
export interface TargetCatalog {
  /** Sorted by id; broken files are listed with their fault. Empty when there is no `tasks/` folder. */
  list(): Promise<readonly Target[]>;
  /**
   * One target by `task:<id>` or its bare id; nested ids in either spelling. May be a broken one.
   * @throws UserError `not-found` (names the nearest), `unsupported` for a kind that is not `task`
   */
  get(name: string): Promise<Target>;
  /** The absolute path of the target's source. @throws UserError `not-found` for one without a source */
  sourceFile(target: Target): string;
}

/** Opens the catalog. Task files are loaded in a child process, never in this one. */
export function createTargetCatalog(options: TargetCatalogOptions): TargetCatalog {
  throw new Error(`not written yet: ${options.projectDir}`);
}
