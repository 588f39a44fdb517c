import { UserError } from '../../model/errors.ts';
import type { DraftProblem, TimesPreview } from '../../model/schedule-preview.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import type { Output } from '../output.ts';
import type { TableRow } from '../wiring.ts';
import { fitColumns, lineWidth } from './fit-columns.ts';

/** Prints when a rule fires: a table in three zones, and what is to be known about it. */
export async function printTimes(output: Output, times: TimesPreview, zone: string): Promise<void> {
  const rows = times.fires.map((fire, index) => fireRow(fire, index, zone));
  await output.table(fitColumns(rows, lineWidth(), zone === 'UTC' ? ['#'] : ['#', 'UTC']));
  for (const line of remarks(times, zone)) output.line(sanitize(line));
}

/**
 * Refuses what is wrong with a proposed schedule; characters of the time rule that are meant are marked on stderr.
 * @throws UserError `invalid`
 */
export function refuseProblems(output: Output, problems: readonly DraftProblem[], when: string): void {
  const [first, ...others] = problems;
  if (first === undefined) return;
  const { from, to } = first;
  if (first.member === 'when' && from !== null && to !== null && sanitize(when) === when) {
    output.note(`  ${when}\n  ${' '.repeat(from)}${'^'.repeat(Math.max(1, to - from))}`);
  }
  const more = others.map(({ message }) => message).join('. ');
  const message = first.member === 'when' ? first.message : `${flagOf(first.member)}: ${first.message}`;
  throw new UserError('invalid', message, { fix: more === '' ? undefined : more, problems });
}

const flags: Partial<Readonly<Record<DraftProblem['member'], string>>> = {
  timezone: '--tz',
  target: '--target',
  config: '--config',
  until: '--until',
  startAt: '--start',
  endAt: '--end',
  missedMaxAgeSeconds: '--max-age',
  jitterSeconds: '--jitter',
  maxRuns: '--max-runs',
  timeoutSeconds: '--timeout',
  backoffLimit: '--retries',
  maxStalenessSeconds: '--unhealthy-after',
  dependsOn: '--after',
  pausedUntil: '--paused-until',
};

function flagOf(member: DraftProblem['member']): string {
  return flags[member] ?? member;
}

/** `365 fires in the next 365 days`; null where that is not known. */
export function yearText({ firesInYear }: TimesPreview): string | null {
  if (firesInYear === null) return null;
  const count = firesInYear.toLocaleString('en');
  return `${count} ${firesInYear === 1 ? 'fire' : 'fires'} in the next 365 days`;
}

function fireRow(fire: string, index: number, zone: string): TableRow {
  const own = ownZone();
  const row = { '#': String(index + 1), [zone]: zoneTime(fire, zone), UTC: zoneTime(fire, 'UTC') };
  return own === zone || own === 'UTC' ? row : { ...row, [`you (${own})`]: zoneTime(fire, own) };
}

/** The zone of this machine. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** `Mon 2026-11-23 02:30`, with seconds where there are some. */
export function zoneTime(iso: string, zone: string): string {
  const at = new Date(iso);
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  const seconds = part('second') === '00' ? '' : `:${part('second')}`;
  return `${part('weekday')} ${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}${seconds}`;
}

function remarks(times: TimesPreview, zone: string): readonly string[] {
  const { neverFires, clockChanges, safer, dayReadings, load } = times;
  const all: (string | null)[] = [
    yearText(times),
    neverFires ? '! it never fires' : null,
    ...clockChanges.map(
      ({ wallTime, text }) => `! clock change ${wallTime.replace('T', ' ')} ${zone}: ${text}`,
    ),
    safer === null ? null : `  safer: ${safer.when} ${safer.timezone} (${safer.text})`,
    ...(dayReadings === null ? [] : readingLines(dayReadings, zone)),
    ...(load === null ? [] : loadLines(load, zone)),
  ];
  return all.filter((line) => line !== null);
}

function readingLines(readings: NonNullable<TimesPreview['dayReadings']>, zone: string): readonly string[] {
  const first = (fires: readonly string[]) =>
    fires
      .slice(0, 2)
      .map((fire) => zoneTime(fire, zone))
      .join(', ');
  return [
    '! day of month and weekday are both set: either of them is enough',
    `  by day of month: ${first(readings.dayOfMonth)}`,
    `  by weekday:      ${first(readings.weekday)}`,
  ];
}

function loadLines({ minutes, quieter }: NonNullable<TimesPreview['load']>, zone: string): readonly string[] {
  const [fullest] = minutes.filter(({ starts }) => starts > 1);
  if (fullest === undefined) return [];
  const names = fullest.names.join(', ');
  const line = `! ${fullest.starts} schedules start at ${zoneTime(fullest.at, zone)}: this one, ${names}`;
  return quieter === null ? [line] : [line, `  quieter: ${quieter.when} (${quieter.text})`];
}
