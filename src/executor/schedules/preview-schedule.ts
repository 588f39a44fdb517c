import { readInstant } from '../../cron/iso-times.ts';
import { otherLoad } from '../../cron/load.ts';
import { previewTimes } from '../../cron/preview-times.ts';
import { UserError } from '../../model/errors.ts';
import { definedMembers } from '../../model/schedule.ts';
import type { DraftProblem, PreviewRequest, TimesPreview } from '../../model/schedule-preview.ts';
import { findSchedule } from './find-schedule.ts';
import { resolveDefinition } from './resolve-definition.ts';
import {
  anchoringMembers,
  changedDefinition,
  type DefinedMember,
  definitionOf,
  differencesOf,
  timeMembers,
} from './schedule-definition.ts';
import type { ScheduleParts } from './schedule-parts.ts';
import type { ScheduleRecord } from './schedule-record.ts';

/** Other schedules whose starts are counted. */
const mostOthers = 10_000;

/**
 * See `Schedules.preview`. What is wrong with other members than the time is told beside the times: who writes a
 * schedule sees when it fires before it has a target.
 */
export async function previewSchedule(parts: ScheduleParts, request: PreviewRequest): Promise<TimesPreview> {
  const { storage, clock } = parts;
  const { draft, scheduleId } = request;
  const record = scheduleId === undefined ? null : findSchedule(storage.schedules, scheduleId);
  const wanted =
    record === null ? definitionOf({ name: '', target: '', ...draft }) : changedDefinition(record, draft);
  const changed =
    record === null
      ? definedMembers.filter((member) => draft[member] !== undefined)
      : differencesOf(record, wanted);
  const from = instantOf(request.from, clock.now());
  const times = previewTimes({
    ...wanted,
    from,
    count: request.count,
    maxRuns: runsLeft(wanted.maxRuns, record),
    anchor: record === null ? undefined : anchorAfter(record, changed, clock.now()),
    loadOf: otherLoad(storage.schedules.rules(record?.id ?? null, mostOthers)),
  });
  const { problems } = await resolveDefinition(parts, wanted, record, changed);
  return { ...times, problems: merged(times.problems, problems, asked(record, changed)) };
}

/** From when a recurring rule would count once the changes are saved (epoch ms). */
function anchorAfter(record: ScheduleRecord, changed: readonly DefinedMember[], now: number): number {
  return changed.some((member) => anchoringMembers.includes(member)) ? now : record.anchoredAt;
}

/** Whether a problem of a member is to be told: not that of one that was not asked about. */
function asked(record: ScheduleRecord | null, changed: readonly DefinedMember[]) {
  const isTimeNew = timeMembers.some((member) => changed.includes(member));
  const given: readonly string[] = changed;
  return ({ member }: DraftProblem) => {
    const isOfTime = timeMembers.some((each) => each === member);
    return isOfTime ? record === null || isTimeNew : record !== null || given.includes(member);
  };
}

/** Both, each member once where both have found it wrong. */
function merged(
  ofTimes: readonly DraftProblem[],
  others: readonly DraftProblem[],
  isAsked: (problem: DraftProblem) => boolean,
): readonly DraftProblem[] {
  const told = new Set(ofTimes.map(({ member }) => member));
  return [...ofTimes, ...others.filter(({ member }) => !told.has(member))].filter(isAsked);
}

function runsLeft(maxRuns: number | null, record: ScheduleRecord | null): number | null {
  return maxRuns === null ? null : Math.max(0, maxRuns - (record?.runCount ?? 0));
}

function instantOf(text: string | undefined, now: number): number {
  if (text === undefined) return now;
  const at = readInstant(text);
  if (typeof at === 'number') return at;
  throw new UserError('invalid', `from: ${at}`);
}
