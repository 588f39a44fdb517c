import { rateOf } from '../../cron/frequency-change.ts';
import { durationText } from '../../lib/duration-text.ts';
import type { Schedule, ScheduleChange } from '../../model/schedule.ts';
import { sanitize } from '../../terminal/sanitize.ts';

type Member = keyof ScheduleChange;

const labels: Readonly<Record<Member, string>> = {
  name: 'name',
  target: 'target',
  kind: 'kind',
  when: 'when',
  timezone: 'timezone',
  config: 'config',
  timeoutSeconds: 'timeout',
  backoffLimit: 'retries',
  concurrencyPolicy: 'overlap',
  missedPolicy: 'missed',
  missedMaxAgeSeconds: 'max age',
  jitterSeconds: 'jitter',
  startAt: 'start',
  endAt: 'end',
  maxRuns: 'max runs',
  maxStalenessSeconds: 'unhealthy after',
  until: 'until',
  dependsOn: 'after',
  note: 'note',
  status: 'status',
  pausedReason: 'paused because',
  pausedUntil: 'paused until',
};

/** What of a change differs from a schedule as it is; nothing else has to be sent. Kind and rule go together. */
export function realChange(schedule: Schedule, change: ScheduleChange): ScheduleChange {
  const differs = ([member, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(Reflect.get(schedule, member) ?? null);
  const entries = Object.entries(change).filter(differs);
  const real: ScheduleChange = Object.fromEntries(entries);
  return real.kind === undefined ? real : { ...real, when: change.when ?? schedule.when };
}

/**
 * A line per member that changes: `cron  0 * * * *  ->  30 2 * * *`.
 * @param frequency how often it fires before and after, beside the time rule; null where that is not known
 */
export function changeLines(
  schedule: Schedule,
  change: ScheduleChange,
  frequency: string | null,
): readonly string[] {
  return Object.keys(labels)
    .filter((member): member is Member => Object.hasOwn(change, member))
    .filter((member) => member !== 'when' || change.when !== schedule.when)
    .map((member) => {
      const label = member === 'when' ? whenLabel(change.kind ?? schedule.kind) : labels[member];
      const [before, after] = [textOf(member, schedule[member]), textOf(member, change[member])];
      const often = member === 'when' && frequency !== null ? `  (${frequency})` : '';
      return `${label.padEnd(16)}${sanitize(before)}  ->  ${sanitize(after)}${often}`;
    });
}

function whenLabel(kind: Schedule['kind']): string {
  return { scheduled: 'cron', 'one-off': 'at', recurring: 'every', ongoing: 'pause between' }[kind];
}

function textOf(member: Member, value: unknown): string {
  if (value === null || value === undefined || value === '') return '-';
  if (typeof value === 'number' && /Seconds$/.test(member)) return durationText(value);
  if (Array.isArray(value)) return value.join(' ') || '-';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `96 fires a day -> 1`; null where one of both is not known, or they are the same. */
export function frequencyText(before: number | null, after: number | null): string | null {
  if (before === null || after === null || before === after) return null;
  const [was, is] = [rateOf(before), rateOf(after)];
  const unit = was.unit === is.unit ? '' : ` ${is.unit}`;
  return `${was.count} ${was.count === '1' ? 'fire' : 'fires'} ${was.unit} -> ${is.count}${unit}`;
}
