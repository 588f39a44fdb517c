import { join } from 'node:path';
import { type Clock, systemClock } from '../../lib/clock.ts';
import { UserError } from '../../model/errors.ts';
import { splitTarget, type Target } from '../../model/target.ts';
import { taskEnvironment } from '../worker/task-environment.ts';
import { createDescriptionCache } from './description-cache.ts';
import { findTaskFiles, taskExtensions, taskFileAt } from './find-task-files.ts';
import { nearestNames } from './nearest-names.ts';
import { clashOf, targetOf } from './target-of.ts';

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
  /** Sorted by path; broken files are listed with their fault. Empty when there is no `tasks/` folder. */
  list(): Promise<readonly Target[]>;
  /**
   * One target by `task:<id>` or its bare id; nested ids in either spelling. May be a broken one.
   * @throws UserError `not-found` (names the nearest), `unsupported` for a kind that is not `task`
   */
  get(name: string): Promise<Target>;
  /** The absolute path of the target's source. @throws UserError `unsupported` for one without a source */
  sourceFile(target: Target): string;
}

/** Opens the catalog. Task files are loaded in a child process, never in this one. */
export function createTargetCatalog(options: TargetCatalogOptions): TargetCatalog {
  const { projectDir, cacheDir, loadLimitMs = 10_000, clock = systemClock } = options;
  const { env } = taskEnvironment(options.hostEnv ?? process.env);
  const descriptions = createDescriptionCache({ projectDir, cacheDir, env, loadLimitMs, clock });

  async function list(): Promise<readonly Target[]> {
    const files = await findTaskFiles(projectDir);
    const described = await descriptions.of(files);
    return withClashes(
      files.flatMap((file) => {
        const description = described.get(file.path);
        return description === undefined ? [] : [targetOf(file, description)];
      }),
    );
  }

  /** Without a look at the whole folder: the usual case of a target that was used before. */
  function remembered(id: string): Target | null {
    if (id.split('/').some((part) => /^\.{0,2}$/.test(part))) return null;
    const files = taskExtensions
      .map((extension) => taskFileAt(projectDir, `${id}${extension}`))
      .filter((file) => file !== null);
    const [file] = files;
    const description = file === undefined || files.length > 1 ? null : descriptions.peek(file);
    return file === undefined || description === null ? null : targetOf(file, description);
  }

  return {
    list,
    async get(name) {
      const id = taskIdIn(name);
      return remembered(id) ?? pick(id, await list());
    },
    sourceFile(target) {
      if (target.sourcePath !== null) return join(projectDir, target.sourcePath);
      throw new UserError('unsupported', `The target "${target.target}" has no source file.`);
    },
  };
}

function taskIdIn(name: string): string {
  const parts = splitTarget(name);
  if (parts === null || parts.kind === 'task') return parts?.id ?? name;
  throw new UserError('unsupported', `This executor cannot run "${name}": it runs tasks only.`, {
    fix: 'Choose a target that starts with "task:".',
  });
}

/** The exact id wins; else the spelling with dashes for slashes. */
function pick(id: string, targets: readonly Target[]): Target {
  const exact = targets.find(({ target }) => target === `task:${id}`);
  const found = exact ?? targets.find(({ target }) => target.replaceAll('/', '-') === `task:${id}`);
  if (found !== undefined) return found;
  const ids = targets.map(({ target }) => target.slice('task:'.length));
  const near = nearestNames(id, ids, 3).map((name) => `task:${name}`);
  throw new UserError('not-found', `There is no target "task:${id}" in this project.`, {
    fix: advice(near, ids),
  });
}

function advice(near: readonly string[], ids: readonly string[]): string {
  if (near.length > 0) return `Did you mean ${near.map((name) => `"${name}"`).join(' or ')}?`;
  if (ids.length === 0) return 'Add a task file under tasks/, or run "vfjobs init" to get examples.';
  return 'List the targets with "vfjobs targets".';
}

function withClashes(targets: readonly Target[]): readonly Target[] {
  const pathsById = Map.groupBy(targets, ({ target }) => target);
  return targets.map((target) => {
    const paths = (pathsById.get(target.target) ?? []).map(({ sourcePath }) => sourcePath ?? '');
    return paths.length > 1 ? clashOf(target, paths) : target;
  });
}
