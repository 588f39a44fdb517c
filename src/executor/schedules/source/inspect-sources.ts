import { systemClock } from '../../../lib/clock.ts';
import type { SourceFault } from '../../../model/source-fault.ts';
import { type ConfigChecker, createConfigChecker } from '../../check-config.ts';
import { noScheduleNames, type ScheduleNames } from '../../storage/inspect-store.ts';
import { createDescriptionCache } from '../../targets/description-cache.ts';
import type { TargetCatalog } from '../../targets/target-catalog.ts';
import { usableTarget } from '../../usable-target.ts';
import { taskEnvironment } from '../../worker/task-environment.ts';
import { problemFrom } from '../check-definition.ts';
import { nameTakenByHand, refusedFor, takenByHand } from './apply-sources.ts';
import { locateProblems } from './locate-problems.ts';
import { type DefinedSchedule, type FileProblem, readSources } from './read-sources.ts';

export interface SourceInspection {
  /** How many schedules the files define. */
  readonly defined: number;
  /** By path and line. */
  readonly faults: readonly SourceFault[];
}

/** Reads the files of `schedules/` without an executor, and changes nothing. @param stored schedules there are already */
export async function inspectSources(
  projectDir: string,
  cacheDir: string,
  targets: Pick<TargetCatalog, 'get'>,
  stored: ScheduleNames = noScheduleNames,
): Promise<SourceInspection> {
  const { env } = taskEnvironment(process.env);
  const options = { projectDir, cacheDir, env, loadLimitMs: 10_000, clock: systemClock };
  const { defined, problems } = await readSources(projectDir, createDescriptionCache(options));
  const configs = createConfigChecker();
  const checked = await Promise.all(
    defined.map((each) => nameProblem(each, stored) ?? targetProblem(each, targets, configs)),
  );
  const all = [...problems, ...checked.filter((problem) => problem !== null)];
  const faults = await locateProblems(all.map((problem) => ({ problem, scheduleId: null })));
  return { defined: defined.length, faults };
}

function nameProblem(each: DefinedSchedule, { byHand, ofSource }: ScheduleNames): FileProblem | null {
  const taken = nameTakenByHand(each, (name) => byHand.has(name));
  return taken === null || ofSource.has(each.sourceId) ? null : takenByHand(each, taken);
}

async function targetProblem(
  each: DefinedSchedule,
  targets: Pick<TargetCatalog, 'get'>,
  configs: ConfigChecker,
): Promise<FileProblem | null> {
  let member: 'target' | 'config' = 'target';
  try {
    const target = await usableTarget(targets, each.draft.target);
    member = 'config';
    await configs.check(target, each.draft.config ?? {});
    return null;
  } catch (thrown) {
    return refusedFor(each, problemFrom(member, thrown));
  }
}
