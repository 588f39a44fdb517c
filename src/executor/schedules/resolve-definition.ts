import { definedMembers } from '../../model/schedule.ts';
import type { DraftProblem } from '../../model/schedule-preview.ts';
import { usableTarget } from '../usable-target.ts';
import { definitionProblems, pastProblems, problemFrom } from './check-definition.ts';
import { type DefinedMember, type ScheduleDefinition, timeMembers } from './schedule-definition.ts';
import { readDependencies } from './schedule-dependencies.ts';
import type { ScheduleParts } from './schedule-parts.ts';
import type { ScheduleRecord } from './schedule-record.ts';

/** A definition with its target and its dependencies by their canonical names, and all that is wrong with it. */
export interface ResolvedDefinition {
  readonly definition: ScheduleDefinition;
  readonly problems: readonly DraftProblem[];
}

/**
 * Checks a definition as a whole; of a schedule that is there already, what is wrong with members that stay as they
 * are is no problem: a target that is broken now keeps nobody from changing the time.
 * @param record the schedule that is changed; null for a new one
 */
export async function resolveDefinition(
  parts: ScheduleParts,
  definition: ScheduleDefinition,
  record: ScheduleRecord | null,
  changed: readonly DefinedMember[] = definedMembers,
): Promise<ResolvedDefinition> {
  const has = (...members: readonly DefinedMember[]) => members.some((member) => changed.includes(member));
  const { ids, problems: dependencies } = has('dependsOn')
    ? readDependencies(
        parts.storage.schedules,
        definition.dependsOn,
        record?.id ?? null,
        record?.dependsOn ?? [],
      )
    : { ids: definition.dependsOn, problems: [] };
  const { target, problems: targetProblems } = has('target', 'config')
    ? await checkTarget(parts, definition)
    : { target: definition.target, problems: [] };
  const past = has(...timeMembers) ? pastProblems(definition, parts.clock.now()) : [];
  const own = await definitionProblems(definition);
  return {
    definition: { ...definition, target, dependsOn: ids },
    problems: [...own, ...past, ...targetProblems, ...dependencies],
  };
}

async function checkTarget(
  { targets, targetLimits, configs }: ScheduleParts,
  { target: name, config }: ScheduleDefinition,
): Promise<{ readonly target: string; readonly problems: readonly DraftProblem[] }> {
  let target: Awaited<ReturnType<typeof usableTarget>>;
  try {
    target = await usableTarget(targets, name);
    targetLimits.learn(target);
  } catch (thrown) {
    return { target: name, problems: [problemFrom('target', thrown)] };
  }
  try {
    await configs.check(target, config);
    return { target: target.target, problems: [] };
  } catch (thrown) {
    return { target: target.target, problems: [problemFrom('config', thrown)] };
  }
}
