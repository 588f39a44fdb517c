import {
  definedMembers,
  type ScheduleDraft,
  type ScheduleKind,
  type SchedulePhase,
  scheduleKinds,
  schedulePhases,
} from '../model/schedule.ts';

/** Kinds of schedules as the wire spells them (contract section 20.1); the endpoints are ours, the words are not. */
export const kindWords = {
  'one-off': 'ONE_OFF',
  recurring: 'RECURRING',
  scheduled: 'SCHEDULED',
  ongoing: 'ONGOING',
} as const satisfies Record<ScheduleKind, string>;

/** Where a schedule is in its life (contract section 20.2). */
export const phaseWords = {
  pending: 'PENDING',
  active: 'ACTIVE',
  'in-progress': 'IN_PROGRESS',
  completed: 'COMPLETED',
  failed: 'FAILED',
  blocked: 'BLOCKED',
  cancelled: 'CANCELLED',
  archived: 'ARCHIVED',
} as const satisfies Record<SchedulePhase, string>;

/** The kind that a word means; else, and without one, what the time rule looks like. */
export function kindFromWire(word: string | null | undefined, schedule: string): ScheduleKind {
  return scheduleKinds.find((kind) => kindWords[kind] === word) ?? kindOfRule(schedule);
}

/** Null for a word that this program does not know. */
export function phaseFromWire(word: string | null | undefined): SchedulePhase | null {
  return schedulePhases.find((phase) => phaseWords[phase] === word) ?? null;
}

/** An instant is one-off, a duration an interval, and everything else is taken for a cron. */
function kindOfRule(schedule: string): ScheduleKind {
  const text = schedule.trim();
  if (/^[+-]?\d{4,}-\d\d/.test(text)) return 'one-off';
  return /^P[\dT]/i.test(text) ? 'recurring' : 'scheduled';
}

/** Members that are not simply the model's name in small letters with underscores. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['when', 'schedule'],
  ['maxStalenessSeconds', 'health.maxStalenessSeconds'],
  ['environmentId', 'runtime_target_environment_id'],
  ['branchId', 'runtime_target_branch_id'],
]);
const otherMembers = new Map([...otherNames].map(([member, name]) => [name, member]));

/** A member of a schedule as the wire calls it; a name of the wire stays as it is. */
export function memberToWire(member: string): string {
  return otherNames.get(member) ?? member.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function memberFromWire(name: string): string {
  return otherMembers.get(name) ?? name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Every setting of a draft. */
export const draftMembers = [
  ...definedMembers,
  'status',
  'pausedReason',
  'pausedUntil',
  'environmentId',
  'branchId',
] as const satisfies readonly (keyof ScheduleDraft)[];
