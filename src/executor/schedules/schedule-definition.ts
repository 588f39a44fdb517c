import { readInstant } from '../../cron/iso-times.ts';
import { isoTime } from '../../lib/clock.ts';
import {
  definedMembers,
  type MissedPolicy,
  type ScheduleChange,
  type ScheduleDraft,
  type ScheduleKind,
  scheduleDefaults,
} from '../../model/schedule.ts';
import type { ScheduleRecord } from './schedule-record.ts';

export type DefinedMember = (typeof definedMembers)[number];

/** What a schedule is to do, without what has happened to it. */
export type ScheduleDefinition = Pick<ScheduleRecord, DefinedMember>;

/** The definition that a draft means, with the documented defaults. */
export function definitionOf(draft: ScheduleDraft): ScheduleDefinition {
  const kind = draft.kind ?? 'scheduled';
  return {
    name: draft.name,
    target: draft.target,
    kind,
    when: draft.when,
    timezone: draft.timezone ?? scheduleDefaults.timezone,
    config: draft.config ?? {},
    timeoutSeconds: draft.timeoutSeconds ?? scheduleDefaults.timeoutSeconds,
    backoffLimit: draft.backoffLimit ?? scheduleDefaults.backoffLimit,
    concurrencyPolicy: draft.concurrencyPolicy ?? scheduleDefaults.concurrencyPolicy,
    missedPolicy: draft.missedPolicy ?? usualPolicy(kind),
    missedMaxAgeSeconds: draft.missedMaxAgeSeconds ?? null,
    jitterSeconds: draft.jitterSeconds ?? null,
    startAt: instant(draft.startAt),
    endAt: instant(draft.endAt),
    maxRuns: draft.maxRuns ?? null,
    maxStalenessSeconds: draft.maxStalenessSeconds ?? null,
    until: draft.until ?? null,
    dependsOn: draft.dependsOn ?? [],
    note: draft.note ?? null,
  };
}

/** The definition after a change: absent members stay, null clears them. */
export function changedDefinition(now: ScheduleDefinition, change: ScheduleChange): ScheduleDefinition {
  return {
    name: change.name ?? now.name,
    target: change.target ?? now.target,
    kind: change.kind ?? now.kind,
    when: change.when ?? now.when,
    timezone: change.timezone ?? now.timezone,
    config: change.config ?? now.config,
    timeoutSeconds: change.timeoutSeconds ?? now.timeoutSeconds,
    backoffLimit: change.backoffLimit ?? now.backoffLimit,
    concurrencyPolicy: change.concurrencyPolicy ?? now.concurrencyPolicy,
    missedPolicy: change.missedPolicy ?? policyAfter(now, change.kind ?? now.kind),
    missedMaxAgeSeconds: orStays(change.missedMaxAgeSeconds, now.missedMaxAgeSeconds),
    jitterSeconds: orStays(change.jitterSeconds, now.jitterSeconds),
    startAt: change.startAt === undefined ? now.startAt : instant(change.startAt),
    endAt: change.endAt === undefined ? now.endAt : instant(change.endAt),
    maxRuns: orStays(change.maxRuns, now.maxRuns),
    maxStalenessSeconds: orStays(change.maxStalenessSeconds, now.maxStalenessSeconds),
    until: orStays(change.until, now.until),
    dependsOn: change.dependsOn ?? now.dependsOn,
    note: orStays(change.note, now.note),
  };
}

/** What becomes of missed slots where nobody said so: what happens once is not to be missed for a minute. */
function usualPolicy(kind: ScheduleKind): MissedPolicy {
  return kind === 'one-off' ? 'latest' : 'skip';
}

/** Another kind brings its own, unless somebody chose one. */
function policyAfter({ kind, missedPolicy }: ScheduleDefinition, next: ScheduleKind): MissedPolicy {
  return missedPolicy === usualPolicy(kind) ? usualPolicy(next) : missedPolicy;
}

/** Members that two definitions do not have alike. */
export function differencesOf(
  before: ScheduleDefinition,
  after: ScheduleDefinition,
): readonly DefinedMember[] {
  return definedMembers.filter((member) => JSON.stringify(before[member]) !== JSON.stringify(after[member]));
}

/** Members that decide when a schedule fires. */
export const timeMembers: readonly DefinedMember[] = [
  'kind',
  'when',
  'timezone',
  'startAt',
  'endAt',
  'maxRuns',
];

/** Members whose change has a recurring schedule without a start count from then on. */
export const anchoringMembers: readonly DefinedMember[] = ['kind', 'when', 'startAt'];

function orStays<Value>(wanted: Value | undefined, stays: Value): Value {
  return wanted === undefined ? stays : wanted;
}

/** In the one form that times have; what cannot be read stays as it is, for the checks to refuse. */
function instant(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const at = readInstant(text);
  return typeof at === 'number' ? isoTime(at) : text;
}
