import { draftMembers, memberToWire } from '../api/schedule-words.ts';
import type { Capabilities } from '../model/capabilities.ts';
import { UserError } from '../model/errors.ts';
import type { Schedule, ScheduleChange, ScheduleDraft } from '../model/schedule.ts';
import { settingUnsupported } from '../model/schedule-abilities.ts';

type Settings = ScheduleChange & Partial<ScheduleDraft>;

/**
 * Refuses settings that the server would drop, before anything is sent.
 * @throws UserError `unsupported`, which names each of them
 */
export function refuseUnkept(
  capabilities: Capabilities,
  generation: Schedule['generation'],
  settings: Settings,
  doing: 'create' | 'change',
): void {
  const problems = draftMembers
    .filter((member) => isSet(settings, member))
    .flatMap((member) => {
      const reason = settingUnsupported(capabilities, generation, member, doing);
      return reason === null ? [] : [{ member, field: null, from: null, to: null, message: reason }];
    });
  const [first] = problems;
  if (first === undefined) return;
  const names = problems.map(({ member }) => memberToWire(member)).join(', ');
  throw new UserError('unsupported', `This server cannot keep ${names}: ${first.message}`, { problems });
}

/** A value that says no more than its absence is not one that a server could drop. */
function isSet(settings: Settings, member: keyof ScheduleDraft): boolean {
  const value = settings[member];
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return false;
  if (member === 'kind') return value !== 'scheduled';
  if (member === 'jitterSeconds') return value !== 0;
  return member !== 'status' || value !== 'active';
}

/** What a server is known to take although it is not documented how: whether it was kept shows in its answer. */
const shownMembers = [
  'when',
  'timezone',
  'timeoutSeconds',
  'backoffLimit',
  'concurrencyPolicy',
  'maxRuns',
] as const;

/**
 * Compares the answer of a server, of which only the documented part is known, with what it was sent.
 * @throws UserError `unsupported`, which names what it did not keep
 */
export function refuseDropped(settings: Settings, answer: Schedule): Schedule {
  const dropped = shownMembers.filter(
    (member) => isSet(settings, member) && settings[member] !== answer[member],
  );
  if (dropped.length === 0) return answer;
  const names = dropped.map(memberToWire).join(', ');
  throw new UserError('unsupported', `The server saved "${answer.name}", but did not keep ${names}`, {
    fix: `Look at it before you save it again: its id is ${answer.id}.`,
  });
}

const changeable = [
  'name',
  'target',
  'kind',
  'when',
  'timezone',
  'config',
  'timeoutSeconds',
  'backoffLimit',
  'concurrencyPolicy',
  'maxRuns',
  'maxStalenessSeconds',
  'status',
] as const;

/**
 * For servers that tell no version: finds out whether people have changed a schedule since it was read. That it has
 * fired meanwhile is no change.
 * @throws UserError `conflict`, which says what differs
 */
export function refuseChanged(before: Schedule, now: Schedule): void {
  if (before.updatedAt === now.updatedAt) return;
  const changed = changeable.filter(
    (member) => JSON.stringify(before[member]) !== JSON.stringify(now[member]),
  );
  if (changed.length === 0) return;
  const names = changed.map(memberToWire).join(', ');
  throw new UserError('conflict', `"${now.name}" has been changed since it was read: ${names}`, {
    fix: 'Look at what it is now, and decide which of the two holds.',
  });
}
