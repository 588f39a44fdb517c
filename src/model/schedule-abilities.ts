import type { Capabilities } from './capabilities.ts';
import type { Schedule, ScheduleDraft } from './schedule.ts';

type Generation = Schedule['generation'];
type Member = keyof ScheduleDraft;

const onlyReads = 'The token of this connection only reads.';
const onlyScheduled = 'This server fires by cron only.';

/** What both generations document for a schedule; the newer one documents more than it says how to set. */
const documented: ReadonlySet<Member> = new Set<Member>([
  'name',
  'target',
  'when',
  'timezone',
  'config',
  'timeoutSeconds',
  'backoffLimit',
  'concurrencyPolicy',
  'environmentId',
  'branchId',
]);

/** Set once, when it is created: the older generation has no way to change them. */
const fixedAfterCreation: ReadonlySet<Member> = new Set<Member>(['target', 'environmentId', 'branchId']);

/** Why a server cannot pause or resume a schedule; null when it can. */
export function pauseUnsupported(capabilities: Capabilities | null, schedule: Schedule): string | null {
  if (schedule.definedIn === 'source' && capabilities?.abilities.schedulePolicies !== true) {
    return definedInSource(schedule);
  }
  // The older generation documents a call for it; the newer one does not, and a server may offer it all the same.
  if (schedule.generation === 'cron-jobs') return readOnlyReason(capabilities);
  const ability = capabilities?.abilities.scheduleEdit;
  if (typeof ability !== 'string') return null;
  return readOnlyReason(capabilities) ?? `This server has no call that pauses a schedule. ${ability}`;
}

/** Why nothing of a schedule can be changed; null when something can. Pausing is another matter. */
export function editUnsupported(capabilities: Capabilities | null, schedule: Schedule): string | null {
  if (schedule.definedIn === 'source') return definedInSource(schedule);
  if (schedule.generation === 'cron-jobs') return readOnlyReason(capabilities);
  const ability = capabilities?.abilities.scheduleEdit;
  if (typeof ability !== 'string') return null;
  return readOnlyReason(capabilities) ?? `This server has no call that changes a schedule. ${ability}`;
}

/**
 * Why a server cannot keep a setting of a schedule, whatever its value; null when it can, and while it is not known
 * what it can do. `kind` is about every kind other than `scheduled`, `status` about one that is not `active`.
 * @param doing what the setting is for: some can be given when a schedule is created and never after, or only after
 */
export function settingUnsupported(
  capabilities: Capabilities | null,
  generation: Generation,
  member: Member,
  doing: 'create' | 'change' = 'create',
): string | null {
  if (capabilities === null || capabilities.abilities.schedulePolicies === true) return null;
  if (member === 'kind') return onlyScheduled;
  if (member === 'status') return doing === 'change' ? null : 'It can be paused once it has been created.';
  if (generation === 'cron-jobs' && doing === 'change' && fixedAfterCreation.has(member)) {
    return 'This server cannot change it after the schedule was created.';
  }
  if (generation === 'schedules' && member === 'maxRuns') return null;
  return documented.has(member) ? null : `This server has no such setting. ${policiesReason(capabilities)}`;
}

function policiesReason({ abilities }: Capabilities): string {
  return typeof abilities.schedulePolicies === 'string' ? abilities.schedulePolicies : '';
}

function readOnlyReason(capabilities: Capabilities | null): string | null {
  return capabilities?.access === 'read-only' ? onlyReads : null;
}

function definedInSource({ sourcePath }: Schedule): string {
  return `It is defined in ${sourcePath ?? 'a file of the project'}: change it there.`;
}
