import { ruleWords } from '../../cron/rule-words.ts';
import { durationText } from '../../lib/duration-text.ts';
import type { Schedule } from '../../model/schedule.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import type { Output } from '../output.ts';
import { ago, duration } from '../times.ts';
import type { TableRow } from '../wiring.ts';

const noteLength = 48;
/** Characters of an id that lists show: enough to name it by. */
export const idEnding = 12;

/** A schedule as a row of a listing. */
export function scheduleRow(schedule: Schedule, now: number): TableRow {
  return {
    schedule: schedule.id.slice(-idEnding),
    name: schedule.name,
    state: stateOf(schedule),
    when: schedule.when,
    zone: schedule.timezone,
    target: schedule.target,
    last: schedule.lastFireAt === null ? '' : ago(schedule.lastFireAt, now),
    next: nextOf(schedule, now),
    note: noteOf(schedule).slice(0, noteLength),
  };
}

/** Where it is in its life; a paused one is paused whatever its phase, unless it is over. */
export function stateOf({ status, phase, completedAt, staleSince }: Schedule): string {
  const isOver = completedAt !== null || phase === 'archived' || phase === 'cancelled';
  if (isOver) return phase ?? 'completed';
  if (status !== 'active') return status;
  return staleSince === null ? (phase ?? status) : `${phase ?? status}, stale`;
}

/** Prints everything known of a schedule, a line per fact. */
export function printSchedule(output: Output, schedule: Schedule, now: number): void {
  for (const [name, value] of facts(schedule, now)) output.line(`${name.padEnd(16)}${sanitize(value)}`);
}

function nextOf({ nextFireAt, status }: Schedule, now: number): string {
  if (nextFireAt === null || status !== 'active') return '';
  const left = Date.parse(nextFireAt) - now;
  return left <= 0 ? 'due' : `in ${duration(left)}`;
}

function noteOf(schedule: Schedule): string {
  const { pausedReason, phaseReason, lastFailure, lastSuccessAt, missedFires, note } = schedule;
  if (schedule.status === 'paused' && pausedReason !== null) return pausedReason;
  if (phaseReason !== null) return phaseReason;
  const isFailing = lastFailure !== null && (lastSuccessAt === null || lastFailure.at > lastSuccessAt);
  if (isFailing) return `failed: ${lastFailure.message ?? lastFailure.code ?? ''}`;
  if (missedFires !== null && missedFires > 0) return `${missedFires} missed`;
  return note ?? '';
}

function facts(schedule: Schedule, now: number): [name: string, value: string][] {
  const all: [string, string | null][] = [
    ['schedule', schedule.id],
    ['name', schedule.name],
    ['target', schedule.target],
    ['state', stateOf(schedule)],
    ['because', schedule.phaseReason],
    ...timeFacts(schedule, now),
    ...policyFacts(schedule),
    ...historyFacts(schedule),
    ['config', JSON.stringify(schedule.config)],
    ['note', schedule.note],
    ['defined in', schedule.definedIn === 'source' ? (schedule.sourcePath ?? 'a file of the project') : null],
    ['created', `${schedule.createdAt}${schedule.createdBy === null ? '' : ` by ${schedule.createdBy}`}`],
    ['changed', schedule.updatedAt],
    ['version', schedule.version === null ? null : String(schedule.version)],
  ];
  return all.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
}

function timeFacts(schedule: Schedule, now: number): [string, string | null][] {
  const { kind, when, status } = schedule;
  const next = nextOf(schedule, now);
  return [
    ['when', when],
    ['in words', ruleWords(kind, when)],
    ['zone', schedule.timezone],
    ['next', schedule.nextFireAt === null || next === '' ? null : `${schedule.nextFireAt} (${next})`],
    ['paused', status === 'paused' && schedule.completedAt === null ? pausedText(schedule) : null],
    ['start', schedule.startAt],
    ['end', schedule.endAt],
    ['until', schedule.until],
  ];
}

function pausedText({ pausedAt, pausedReason, pausedUntil }: Schedule): string {
  const since = pausedAt === null ? 'yes' : `since ${pausedAt}`;
  const until = pausedUntil === null ? '' : `, until ${pausedUntil}`;
  return `${since}${until}${pausedReason === null ? '' : `: ${pausedReason}`}`;
}

function policyFacts(schedule: Schedule): [string, string | null][] {
  const { missedPolicy, missedMaxAgeSeconds, jitterSeconds, maxStalenessSeconds, maxRuns, runCount } =
    schedule;
  const age = missedMaxAgeSeconds === null ? '' : `, none older than ${durationText(missedMaxAgeSeconds)}`;
  const most = maxRuns === null ? '' : ` of ${maxRuns}`;
  return [
    ['overlap', schedule.concurrencyPolicy],
    ['missed', missedPolicy === null ? null : `${missedPolicy}${age}`],
    ['jitter', jitterSeconds === null || jitterSeconds === 0 ? null : durationText(jitterSeconds)],
    [
      'timeout',
      `${durationText(schedule.timeoutSeconds)}, ${schedule.backoffLimit} ${schedule.backoffLimit === 1 ? 'retry' : 'retries'}`,
    ],
    ['runs', runCount === null ? null : `${runCount}${most}`],
    ['unhealthy after', maxStalenessSeconds === null ? null : durationText(maxStalenessSeconds)],
    ['stale since', schedule.staleSince],
    ['after', schedule.dependsOn.length === 0 ? null : schedule.dependsOn.join(' ')],
  ];
}

function historyFacts({
  lastFireAt,
  lastSuccessAt,
  lastFailure,
  missedFires,
}: Schedule): [string, string | null][] {
  const failure =
    lastFailure === null
      ? null
      : [lastFailure.at, lastFailure.code, lastFailure.message, lastFailure.runId].filter(Boolean).join('  ');
  return [
    ['last fire', lastFireAt],
    ['last success', lastSuccessAt],
    ['last failure', failure],
    ['missed', missedFires === null || missedFires === 0 ? null : String(missedFires)],
  ];
}
