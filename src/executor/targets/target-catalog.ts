import { join } from 'node:path';
import { type Clock, systemClock } from '../../lib/clock.ts';
import { UserError } from '../../model/errors.ts';
import { splitTarget, type Target } from '../../model/target.ts';
import { taskEnvironment } from '../worker/task-environment.ts';
import { builtInTargets } from './built-in-targets.ts';
import type { FileDescription } from './describe-task-files.ts';
import { createDescriptionCache, type DescriptionCache } from './description-cache.ts';
import { findTaskFiles, type TaskFile, taskExtensions, taskFileAt } from './find-task-files.ts';
import { pickTarget } from './pick-target.ts';
import { clashOf, targetOf } from './target-of.ts';
import { brokenWorkflow, workflowTarget } from './workflow-targets.ts';

export interface TargetCatalogOptions {
  /** Absolute. */
  readonly projectDir: string;
  /** Absolute; see `WorkerPoolOptions.cacheDir`. */
  readonly cacheDir: string;
  /** Variables that the files see while they are read. Default: `process.env`. */
  readonly hostEnv?: NodeJS.ProcessEnv | undefined;
  /** Milliseconds a file may take to load. Default 10,000. */
  readonly loadLimitMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** What the project offers to execute, read from its `tasks/` and `workflows/` folders. */
export interface TargetCatalog {
  /** Tasks, then workflows, each sorted by path, then built-in targets; broken files are listed with their fault. */
  list(): Promise<readonly Target[]>;
  /**
   * One target by `task:<id>`, `workflow:<id>` or its bare id; nested ids in either spelling. May be a
   * broken one.
   * @throws UserError `not-found` (names the nearest), `unsupported` for another kind
   */
  get(name: string): Promise<Target>;
  /** The absolute path of the target's source. @throws UserError `unsupported` for one without a source */
  sourceFile(target: Target): string;
}

/** Opens the catalog. The files are loaded in a child process, never in this one. */
export function createTargetCatalog(options: TargetCatalogOptions): TargetCatalog {
  const { projectDir, cacheDir, loadLimitMs = 10_000, clock = systemClock } = options;
  const { env } = taskEnvironment(options.hostEnv ?? process.env);
  const descriptions = createDescriptionCache({ projectDir, cacheDir, env, loadLimitMs, clock });
  const list = () => allTargets(projectDir, descriptions);
  return {
    list,
    async get(name) {
      const parts = splitTarget(name);
      refuseOtherKinds(name, parts?.kind);
      const task = parts === null || parts.kind === 'task' ? (parts?.id ?? name) : null;
      const known = task === null ? null : rememberedTask(projectDir, descriptions, task);
      const builtIn = task === null ? null : builtInTask(projectDir, task);
      return known ?? builtIn ?? pickTarget(name, await list());
    },
    sourceFile(target) {
      if (target.sourcePath !== null) return join(projectDir, target.sourcePath);
      const builtIn = builtInTargets.find((each) => each.target.target === target.target);
      if (builtIn !== undefined) return builtIn.sourceFile;
      throw new UserError('unsupported', `The target "${target.target}" has no source file.`);
    },
  };
}

async function allTargets(projectDir: string, descriptions: DescriptionCache): Promise<readonly Target[]> {
  const tasks = await findTaskFiles(projectDir, 'tasks');
  const workflows = await findTaskFiles(projectDir, 'workflows');
  const described = await descriptions.of([...tasks, ...workflows]);
  const own = [...tasks, ...workflows].flatMap((file) => {
    const description = described.get(file.path);
    return description === undefined ? [] : targetsOf(file, description);
  });
  const replaced = new Set(own.map(({ target }) => target));
  const builtIn = builtInTargets.map(({ target }) => target).filter(({ target }) => !replaced.has(target));
  return [...withClashes(own), ...builtIn];
}

function targetsOf(file: TaskFile, description: FileDescription): readonly Target[] {
  if (description.kind === 'workflows')
    return description.workflows.map((each) => workflowTarget(file, each));
  if (description.kind === 'schedule') return [];
  const isBrokenWorkflow = file.folder === 'workflows' && description.kind === 'broken';
  return [isBrokenWorkflow ? brokenWorkflow(file, description.fault) : targetOf(file, description)];
}

/** Without a look at the whole folder: the usual case of a task that was used before. */
function rememberedTask(projectDir: string, descriptions: DescriptionCache, id: string): Target | null {
  if (id.split('/').some((part) => /^\.{0,2}$/.test(part))) return null;
  const files = taskFilesOf(projectDir, id);
  const [file] = files;
  const description = file === undefined || files.length > 1 ? null : descriptions.peek(file);
  if (file === undefined || description === null) return null;
  const isOfTask = description.kind === 'described' || description.kind === 'broken';
  return isOfTask ? targetOf(file, description) : null;
}

/** A built-in task whose place no file of the project takes. */
function builtInTask(projectDir: string, id: string): Target | null {
  const found = builtInTargets.find(({ target }) => target.target === `task:${id}`);
  return found === undefined || taskFilesOf(projectDir, id).length > 0 ? null : found.target;
}

function taskFilesOf(projectDir: string, id: string): readonly TaskFile[] {
  return taskExtensions
    .map((extension) => taskFileAt(projectDir, 'tasks', `${id}${extension}`))
    .filter((file) => file !== null);
}

function refuseOtherKinds(name: string, kind: string | undefined): void {
  if (kind === undefined || kind === 'task' || kind === 'workflow') return;
  throw new UserError('unsupported', `This executor cannot run "${name}": it runs tasks and workflows.`, {
    fix: 'Choose a target that starts with "task:" or "workflow:".',
  });
}

function withClashes(targets: readonly Target[]): readonly Target[] {
  const pathsById = Map.groupBy(targets, ({ target }) => target);
  return targets.map((target) => {
    const paths = (pathsById.get(target.target) ?? []).map(({ sourcePath }) => sourcePath ?? '');
    return paths.length > 1 ? clashOf(target, paths) : target;
  });
}
