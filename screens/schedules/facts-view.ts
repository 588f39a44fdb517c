import { formatDuration } from '../../src/lib/format-duration.ts';
import type { Baseline } from '../../src/model/baseline.ts';
import { type Schedule, stalenessLeftMs } from '../../src/model/schedule.ts';
import { pauseUnsupported } from '../../src/model/schedule-abilities.ts';
import { baselineOf } from '../../src/store/baselines.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { scheduleAtCursor } from '../../src/store/schedules-state.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { type Fact, factRows } from '../fact-rows.ts';
import type { FactsView } from '../facts-pane.ts';
import { formatAge, formatDateTime } from '../format-time.ts';
import { stateOf } from '../parts.ts';
import { wrapWords } from '../wrap-text.ts';
import { scheduleBadge } from './schedule-text.ts';
import { timeWords } from './time-words.ts';

/** What is known of the schedule under the cursor of the list. */
export const schedulesFacts: FactsView = {
  screen: 'schedules',
  idOf: (parts) => scheduleAtCursor(stateOf(parts))?.id ?? null,
  rows(parts, width) {
    const state = stateOf(parts);
    const schedule = scheduleAtCursor(state);
    return schedule === null ? [] : scheduleFacts(state, schedule, width, parts.model.clock.now());
  },
};

/** What is known of a schedule, a line per fact; what the server does not tell is said where it would be looked for. */
export function scheduleFacts(
  state: ConsoleState,
  schedule: Schedule,
  width: number,
  now: number,
): readonly Row[] {
  const baseline = baselineOf(state, schedule.target);
  const title = [
    { text: ` ${sanitize(schedule.name)}  `, style: 'strong' as const },
    scheduleBadge(schedule),
  ];
  const only = pauseUnsupported(state.connection.capabilities, schedule);
  return [
    { spans: title },
    ...factRows([...timeFacts(schedule, now), ...ruleFacts(schedule), ...usualFacts(baseline)], width),
    ...(only === null
      ? []
      : wrapWords(sanitize(only), Math.max(10, width - 2)).map((line) => textRow(` ${line}`, 'dim'))),
  ];
}

function timeFacts(schedule: Schedule, now: number): readonly Fact[] {
  const words = timeWords(schedule.when);
  const left = stalenessLeftMs(schedule, now);
  const failure = schedule.lastFailure;
  return [
    ['target', schedule.target],
    ['cron', `${schedule.when}${words === null ? '' : `   ${words}`}`],
    ['zone', schedule.timezone],
    ['paused', pausedText(schedule, now), 'warn'],
    ['last fire', timeText(schedule.lastFireAt, now) ?? 'never'],
    ['next fire', nextFact(schedule, now)],
    ['last success', timeText(schedule.lastSuccessAt, now) ?? 'never'],
    [
      'last failure',
      failure === null
        ? null
        : `${timeText(failure.at, now) ?? ''}  ${failure.message ?? failure.code ?? ''}`,
      'bad',
    ],
    [
      'missed',
      schedule.missedFires === null ? null : String(schedule.missedFires),
      schedule.missedFires ? 'bad' : 'plain',
    ],
    ['stale', left === null ? null : staleText(schedule, left), left !== null && left < 0 ? 'bad' : 'plain'],
  ];
}

function ruleFacts(schedule: Schedule): readonly Fact[] {
  const { maxRuns, runCount, concurrencyPolicy, timeoutSeconds, backoffLimit } = schedule;
  const made = runCount === null ? null : `${runCount}${maxRuns === null ? '' : ` of ${maxRuns}`}`;
  return [
    ['overlap', policyText(concurrencyPolicy)],
    [
      'timeout',
      `${formatDuration(timeoutSeconds * 1000)}, ${backoffLimit} ${backoffLimit === 1 ? 'retry' : 'retries'}`,
    ],
    ['runs', made ?? (maxRuns === null ? null : `at most ${maxRuns}`)],
    ['config', JSON.stringify(schedule.config)],
    ['environment', schedule.environmentId],
    ['branch', schedule.branchId],
    ['defined in', schedule.definedIn === 'source' ? (schedule.sourcePath ?? 'a file of the project') : null],
    ['created by', schedule.createdBy],
    ['id', schedule.id],
  ];
}

function usualFacts(baseline: Baseline | null): readonly Fact[] {
  if (baseline === null) return [];
  const { runs, p50Ms, p95Ms } = baseline;
  return [
    [
      'takes',
      `p50 ${formatDuration(p50Ms)}  p95 ${formatDuration(p95Ms)}  over ${runs} completed runs seen here`,
    ],
  ];
}

function pausedText({ status, pausedReason, pausedAt }: Schedule, now: number): string | null {
  if (status !== 'paused') return null;
  const since = timeText(pausedAt, now);
  return `${pausedReason ?? 'no reason given'}${since === null ? '' : `, since ${since}`}`;
}

function nextFact({ status, nextFireAt }: Schedule, now: number): string {
  if (status !== 'active') return 'none while it is not active';
  if (nextFireAt === null) return 'this server does not tell';
  const at = Date.parse(nextFireAt);
  const left = at - now;
  return `${formatDateTime(at)}  (${left <= 0 ? `due ${formatAge(-left)} ago` : `in ${formatAge(left + 999)}`})`;
}

function staleText({ maxStalenessSeconds }: Schedule, left: number): string {
  const rule = `no success for ${formatDuration((maxStalenessSeconds ?? 0) * 1000)} counts as stale`;
  return left < 0 ? `STALE for ${formatAge(-left)}: ${rule}` : `in ${formatAge(left)}: ${rule}`;
}

const policies: Readonly<Record<string, string>> = {
  Allow: 'Allow: a run starts beside one that goes on',
  Forbid: 'Forbid: no run starts while one goes on',
  Replace: 'Replace: the one that goes on is cancelled',
};

function policyText(policy: string | null): string | null {
  return policy === null ? null : (policies[policy] ?? policy);
}

function timeText(iso: string | null, now: number): string | null {
  if (iso === null || Number.isNaN(Date.parse(iso))) return iso;
  const at = Date.parse(iso);
  return `${formatDateTime(at)}  (${formatAge(now - at)} ago)`;
}
