import { systemClock } from '../../../lib/clock.ts';
import { messageOf, UserError } from '../../../model/errors.ts';
import type { SourceFault } from '../../../model/source-fault.ts';
import { createDescriptionCache } from '../../targets/description-cache.ts';
import type { TargetCatalog } from '../../targets/target-catalog.ts';
import { usableTarget } from '../../usable-target.ts';
import { taskEnvironment } from '../../worker/task-environment.ts';
import { locateProblems } from './locate-problems.ts';
import { type DefinedSchedule, type FileProblem, readSources } from './read-sources.ts';

export interface SourceInspection {
  /** How many schedules the files define. */
  readonly defined: number;
  /** By path and line. What only an executor knows is not among them: configs, and schedules made by hand. */
  readonly faults: readonly SourceFault[];
}

/** Reads the files of `schedules/` without an executor, and changes nothing. */
export async function inspectSources(
  projectDir: string,
  cacheDir: string,
  targets: Pick<TargetCatalog, 'get'>,
): Promise<SourceInspection> {
  const { env } = taskEnvironment(process.env);
  const options = { projectDir, cacheDir, env, loadLimitMs: 10_000, clock: systemClock };
  const { defined, problems } = await readSources(projectDir, createDescriptionCache(options));
  const checked = await Promise.all(defined.map((each) => targetProblem(each, targets)));
  const all = [...problems, ...checked.filter((problem) => problem !== null)];
  const faults = await locateProblems(all.map((problem) => ({ problem, scheduleId: null })));
  return { defined: defined.length, faults };
}

async function targetProblem(
  { draft, file, sourceId }: DefinedSchedule,
  targets: Pick<TargetCatalog, 'get'>,
): Promise<FileProblem | null> {
  try {
    await usableTarget(targets, draft.target);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    const fix = thrown.fix === undefined ? '' : ` ${thrown.fix}`;
    const message = `${messageOf(thrown).replace(/\.$/, '')}.${fix}`;
    return { code: 'unsupported_target', message, path: ['target', 'id'], file, sourceId, line: null };
  }
}
