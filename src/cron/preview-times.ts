import { isoTime } from '../lib/clock.ts';
import type { ScheduleKind } from '../model/schedule.ts';
import type { DraftProblem, LoadPreview, TimesPreview } from '../model/schedule-preview.ts';
import { clockChangesOf } from './clock-changes.ts';
import type { Cron } from './cron.ts';
import { firesAfter } from './fires.ts';
import { readInstant } from './iso-times.ts';
import { saferTime } from './safer-time.ts';
import { firstOf, type SlotBounds, slotsAfter } from './slots.ts';
import { parseWhen, problemOf, type TimeRule } from './time-rule.ts';
import { dayMs } from './wall-times.ts';
import { yearOfFires } from './year-of-fires.ts';

/** Thirteen months, however long they are. */
const changesMs = 397 * dayMs;
const mostFires = 100;

/** What times are asked of. Absent members are as in `ScheduleDraft`. */
export interface TimesRequest {
  readonly kind: ScheduleKind;
  readonly when: string;
  readonly timezone: string;
  /** Epoch ms: what is later is told, what is earlier lies in the past. */
  readonly from: number;
  /** How many fires are told, 1…100; default 5. */
  readonly count?: number | undefined;
  /** ISO 8601. */
  readonly startAt?: string | null | undefined;
  readonly endAt?: string | null | undefined;
  /** How many runs are left of those it may have. */
  readonly maxRuns?: number | null | undefined;
  /** From when a recurring rule counts (epoch ms) where it has no start; default `from`. */
  readonly anchor?: number | undefined;
  /** Who else starts then; absent where nobody knows. `otherLoad` of load.ts makes one. */
  readonly loadOf?: ((rule: TimeRule, bounds: SlotBounds, from: number) => LoadPreview | null) | undefined;
}

const nothing: Omit<TimesPreview, 'problems'> = {
  fires: [],
  firesInYear: null,
  shortestGapSeconds: null,
  neverFires: false,
  clockChanges: [],
  safer: null,
  dayReadings: null,
  load: null,
};

/** When a rule fires, and what is to be known about that before it is saved. Never throws for what was typed. */
export function previewTimes(request: TimesRequest): TimesPreview {
  const { from } = request;
  const { rule, problems } = parseWhen(request.kind, request.when, request.timezone);
  const bounds = readBounds(request);
  const wrong = [...problems, ...bounds.problems, ...(rule === null ? [] : pastProblems(rule, from))];
  if (rule === null || wrong.length > 0) return { problems: wrong, ...nothing };
  const most = request.maxRuns ?? null;
  const count = Math.min(mostFires, request.count ?? 5, most ?? mostFires);
  const fires = firstOf(slotsAfter(rule, bounds.slots, from), count);
  const year = yearOfFires(rule, bounds.slots, from, most);
  const shortest = year?.shortestGapMs ?? null;
  return {
    problems: [],
    fires: fires.map(isoTime),
    firesInYear: year?.fires ?? null,
    shortestGapSeconds: shortest === null ? null : shortest / 1000,
    neverFires: rule.kind !== 'ongoing' && slotsAfter(rule, bounds.slots, from).next().done === true,
    ...(rule.kind === 'scheduled' ? changesOf(rule.cron, rule.timezone, bounds.slots, from) : noChanges),
    dayReadings: rule.kind === 'scheduled' ? readingsOf(rule.cron, rule.timezone, from, count) : null,
    load: request.loadOf?.(rule, bounds.slots, from) ?? null,
  };
}

const noChanges: Pick<TimesPreview, 'clockChanges' | 'safer'> = { clockChanges: [], safer: null };

function changesOf(
  cron: Cron,
  timezone: string,
  { startAt, endAt }: SlotBounds,
  from: number,
): Pick<TimesPreview, 'clockChanges' | 'safer'> {
  const begins = Math.max(from, (startAt ?? from) - 1);
  const ends = Math.min(from + changesMs, (endAt ?? Number.POSITIVE_INFINITY) - 1);
  if (begins >= ends) return noChanges;
  const clockChanges = clockChangesOf(cron, timezone, begins, ends);
  return { clockChanges, safer: clockChanges.length === 0 ? null : saferTime(cron, timezone, begins, ends) };
}

/** What each of the two day fields alone would fire next, where both are set. */
function readingsOf(cron: Cron, zone: string, from: number, count: number): TimesPreview['dayReadings'] {
  const { 'day of month': day, weekday } = cron.fields;
  if (!day.isRestricted || !weekday.isRestricted) return null;
  const without = (name: 'day of month' | 'weekday'): Cron => ({
    ...cron,
    fields: { ...cron.fields, [name]: { ...cron.fields[name], isRestricted: false, values: everyDay[name] } },
  });
  const next = (alone: Cron) => firstOf(firesAfter(alone, zone, from), count).map(isoTime);
  return { dayOfMonth: next(without('weekday')), weekday: next(without('day of month')) };
}

const everyDay = {
  'day of month': Array.from({ length: 31 }, (_, index) => index + 1),
  weekday: [0, 1, 2, 3, 4, 5, 6],
};

interface ReadBounds {
  readonly slots: SlotBounds;
  readonly problems: readonly DraftProblem[];
}

function readBounds({ startAt, endAt, anchor, from }: TimesRequest): ReadBounds {
  const problems: DraftProblem[] = [];
  const read = (member: 'startAt' | 'endAt', text: string | null | undefined) => {
    if (text === null || text === undefined) return null;
    const found = readInstant(text);
    if (typeof found === 'number') return found;
    problems.push(problemOf(member, found));
    return null;
  };
  const start = read('startAt', startAt);
  const end = read('endAt', endAt);
  if (start !== null && end !== null && end <= start) {
    problems.push(problemOf('endAt', `The end, ${isoTime(end)}, is not after the start, ${isoTime(start)}`));
  }
  return { slots: { anchor: anchor ?? from, startAt: start, endAt: end }, problems };
}

function pastProblems(rule: TimeRule, from: number): readonly DraftProblem[] {
  if (rule.kind !== 'one-off' || rule.at > from) return [];
  return [
    problemOf('when', `${isoTime(rule.at)} has passed; a schedule that fires once needs a time to come`),
  ];
}
