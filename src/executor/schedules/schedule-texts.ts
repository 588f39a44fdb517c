import type { JsonObject, JsonValue } from '../../lib/json.ts';
import { UserError } from '../../model/errors.ts';
import type { ScheduleEvent } from '../../model/schedule-event.ts';
import { clipJson, clipText } from '../queue/clip.ts';
import type { ScheduleEventsTable } from '../storage/schedule-events-table.ts';
import { type DefinedMember, differencesOf, type ScheduleDefinition } from './schedule-definition.ts';
import type { ScheduleEventDraft } from './schedule-pen.ts';
import type { ScheduleRecord } from './schedule-record.ts';

/** Characters of the name of whoever asks, and of one value in a line. */
const maxName = 200;
const maxValue = 60;
/** Bytes of one value in a payload. */
const maxValueBytes = 4096;
/** Changes that a conflict names. */
const maxNamed = 5;

export function byWhom(by: string): string {
  return clipText(by, maxName);
}

/** An event of something that people did: who, and the version it made. */
export function deed(
  type: string,
  message: string,
  by: string,
  { version }: ScheduleRecord,
  more: JsonObject = {},
): ScheduleEventDraft {
  return { type: `schedule.${type}`, level: 'info', message, payload: { by: byWhom(by), version, ...more } };
}

/** The event of an edit, with its change line: `timezone UTC → Europe/Stockholm`. */
export function editedEvent(
  before: ScheduleDefinition,
  after: ScheduleRecord,
  by: string,
): ScheduleEventDraft {
  const members = differencesOf(before, after);
  const lines = members.map(
    (member) => `${words[member]} ${inWords(before[member])} → ${inWords(after[member])}`,
  );
  const changes = members.map((member) => ({
    member,
    from: clipJson(asJson(before[member]), maxValueBytes),
    to: clipJson(asJson(after[member]), maxValueBytes),
  }));
  return deed('edited', `Changed by ${byWhom(by)}: ${lines.join('; ')}`, by, after, { changes });
}

const words: Readonly<Record<DefinedMember, string>> = {
  name: 'name',
  target: 'target',
  kind: 'kind',
  when: 'schedule',
  timezone: 'timezone',
  config: 'config',
  timeoutSeconds: 'timeout',
  backoffLimit: 'retries',
  concurrencyPolicy: 'overlap',
  missedPolicy: 'missed fires',
  missedMaxAgeSeconds: 'maximum age of missed fires',
  jitterSeconds: 'jitter',
  startAt: 'start',
  endAt: 'end',
  maxRuns: 'number of runs',
  maxStalenessSeconds: 'staleness budget',
  until: 'condition',
  dependsOn: 'dependencies',
  note: 'note',
};

function inWords(value: ScheduleDefinition[DefinedMember]): string {
  if (value === null || value === '') return 'none';
  return clipText(typeof value === 'object' ? JSON.stringify(value) : String(value), maxValue);
}

function asJson(value: ScheduleDefinition[DefinedMember]): JsonValue {
  return JSON.parse(JSON.stringify(value));
}

/**
 * The refusal of a change that was made from an older version: tells who changed what, and when.
 * @param from the version that the change was made from
 */
export function changedSince(events: ScheduleEventsTable, record: ScheduleRecord, from: number): UserError {
  const since = events.newest(record.id, 100).filter((event) => (versionIn(event) ?? 0) > from);
  const named = since.slice(0, maxNamed).map(({ message, createdAt }) => `${message} (${createdAt})`);
  const more = since.length > maxNamed ? `, and ${since.length - maxNamed} more` : '';
  const what = named.length === 0 ? '' : `: ${named.join('; ')}${more}`;
  return new UserError(
    'conflict',
    `${JSON.stringify(record.name)} has changed since version ${from}, it is at ${record.version} now${what}`,
    { fix: 'Look at what it is now, and make the change again from that.', currentVersion: record.version },
  );
}

function versionIn({ payload }: ScheduleEvent): number | null {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return null;
  return typeof payload['version'] === 'number' ? payload['version'] : null;
}

/** The refusal of a change of what a file of the project defines. */
export function definedInSource({ name, sourcePath }: ScheduleRecord): UserError {
  const file = sourcePath ?? 'a file of the project';
  return new UserError(
    'conflict',
    `${JSON.stringify(name)} is defined in ${file}: it cannot be changed here`,
    {
      fix: `Edit ${file}; the change is taken over by itself.`,
    },
  );
}

/** The refusal of anything but bringing it back. */
export function putAway({ name }: ScheduleRecord): UserError {
  return new UserError('conflict', `${JSON.stringify(name)} was deleted`, {
    fix: 'Bring it back first: set its status to paused or active.',
  });
}

export function hasEnded({ name, ended, endedReason }: ScheduleRecord, what: string): UserError {
  const why = endedReason === null ? '' : ` (${endedReason})`;
  return new UserError('conflict', `${JSON.stringify(name)} is ${ended}${why}: it cannot be ${what}`, {
    fix:
      ended === 'cancelled'
        ? 'Create another one.'
        : 'Change its time to begin it again, or trigger a run of it.',
  });
}
