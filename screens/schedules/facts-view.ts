import { formatDuration } from '../../src/lib/format-duration.ts';
import type { Baseline } from '../../src/model/baseline.ts';
import { type Schedule, stalenessLeftMs } from '../../src/model/schedule.ts';
import { editUnsupported, pauseUnsupported } from '../../src/model/schedule-abilities.ts';
import { baselineOf } from '../../src/store/baselines.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { ruleInWords } from '../../src/store/rule-in-words.ts';
import { scheduleAtCursor, scheduleOf } from '../../src/store/schedules-state.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { type Fact, factRows } from '../fact-rows.ts';
import type { FactsView } from '../facts-pane.ts';
import { formatAge, formatDateTime } from '../format-time.ts';
import { stateOf } from '../parts.ts';
import { wrapWords } from '../wrap-text.ts';
import { ruleFacts } from './rule-facts.ts';
import { isOver, scheduleBadge, slotTimeText, tellsPhase } from './schedule-text.ts';

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
  const { capabilities } = state.connection;
  const title = [
    { text: ` ${sanitize(schedule.name)}  `, style: 'strong' as const },
    scheduleBadge(schedule, now),
    {
      text: schedule.phaseReason === null ? '' : `  ${sanitize(schedule.phaseReason)}`,
      style: 'dim' as const,
    },
  ];
  const only = pauseUnsupported(capabilities, schedule) ?? editUnsupported(capabilities, schedule);
  const facts = [
    ...timeFacts(state, schedule, now),
    ...endFacts(schedule, now),
    ...ruleFacts(schedule, (id) => neededText(state, id, now)),
    ...usualFacts(baselineOf(state, schedule.target)),
    ...editFacts(state, schedule, now),
  ];
  return [
    { spans: title },
    ...factRows(facts, width),
    ...(only === null
      ? []
      : wrapWords(sanitize(only), Math.max(10, width - 2)).map((line) => textRow(` ${line}`, 'dim'))),
  ];
}

const ruleLabels: Readonly<Record<Schedule['kind'], string>> = {
  scheduled: 'cron',
  'one-off': 'once at',
  recurring: 'every',
  ongoing: 'ongoing',
};

function timeFacts(state: ConsoleState, schedule: Schedule, now: number): readonly Fact[] {
  const words = ruleInWords(schedule);
  return [
    ['target', schedule.target],
    [ruleLabels[schedule.kind], `${schedule.when}${words === null ? '' : `   ${words}`}`],
    ['zone', schedule.timezone],
    ['paused', pausedText(schedule, now), 'warn'],
    ['last fire', timeText(schedule.lastFireAt, now) ?? 'never'],
    ['next fire', nextFact(schedule, now)],
    ['and then', laterFires(state, schedule, now)],
  ];
}

/** How it went, and how long it may go on like that. */
function endFacts(schedule: Schedule, now: number): readonly Fact[] {
  const { lastFailure: failure, missedFires, staleSince } = schedule;
  const left = stalenessLeftMs(schedule, now);
  const isStale = staleSince !== null || (left !== null && left < 0);
  return [
    ['last success', timeText(schedule.lastSuccessAt, now) ?? 'never'],
    [
      'last failure',
      failure === null
        ? null
        : `${timeText(failure.at, now) ?? ''}  ${failure.message ?? failure.code ?? ''}`,
      'bad',
    ],
    ['missed', missedFires === null ? null : String(missedFires), missedFires ? 'bad' : 'plain'],
    ['stale', staleText(schedule, left, now), isStale ? 'bad' : 'plain'],
    ['completed', timeText(schedule.completedAt, now)],
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

/** Who made it and who changed it last, as far as that was read. */
function editFacts({ schedules }: ConsoleState, schedule: Schedule, now: number): readonly Fact[] {
  const { history } = schedules;
  const events = history?.scheduleId === schedule.id ? history.events : [];
  const edits = events
    .toReversed()
    .map(
      ({ createdAt, message }, index): Fact => [
        index === 0 ? 'changes' : '',
        `${timeText(createdAt, now) ?? ''}  ${message}`,
      ],
    );
  return [
    ['created', `${timeText(schedule.createdAt, now) ?? ''}${byText(schedule.createdBy)}`],
    ['version', schedule.version === null ? null : String(schedule.version)],
    ...edits,
    ['id', schedule.id],
  ];
}

function byText(who: string | null): string {
  return who === null ? '' : `  by ${who}`;
}

/** Another schedule that has to have completed: its name, and where it is. */
function neededText(state: ConsoleState, id: string, now: number): string {
  const needed = scheduleOf(state, id);
  return needed === null ? id : `${needed.name}  ${scheduleBadge(needed, now).text.slice(2)}`;
}

function pausedText({ status, pausedReason, pausedAt, pausedUntil }: Schedule, now: number): string | null {
  if (status !== 'paused') return null;
  const since = timeText(pausedAt, now);
  const until = pausedUntil === null ? '' : `, until ${formatDateTime(Date.parse(pausedUntil))}`;
  return `${pausedReason ?? 'no reason given'}${since === null ? '' : `, since ${since}`}${until}`;
}

function nextFact(schedule: Schedule, now: number): string {
  const { status, nextFireAt } = schedule;
  if (status !== 'active' || isOver(schedule)) return 'none while it is not active';
  if (nextFireAt === null) return unknownNext(schedule);
  const at = Date.parse(nextFireAt);
  const left = at - now;
  return `${formatDateTime(at)}  (${left <= 0 ? `due ${formatAge(-left)} ago` : `in ${formatAge(left + 999)}`})`;
}

/** Why there is no time at which it fires next. */
function unknownNext(schedule: Schedule): string {
  if (schedule.kind === 'ongoing') return 'when its run has ended';
  if (!tellsPhase(schedule)) return 'this server does not tell';
  return schedule.phase === 'in-progress' ? 'none: its last run is under way' : 'none';
}

/** The fires after the next one, as the server reckons them. */
function laterFires({ schedules }: ConsoleState, { id, nextFireAt }: Schedule, now: number): string | null {
  const { history } = schedules;
  if (history?.scheduleId !== id || history.fires === null) return null;
  const later = history.fires.filter((at) => nextFireAt === null || Date.parse(at) > Date.parse(nextFireAt));
  return later.length === 0 ? null : later.map((at) => slotTimeText(at, now)).join('   ');
}

function staleText(
  { maxStalenessSeconds, staleSince }: Schedule,
  left: number | null,
  now: number,
): string | null {
  if (maxStalenessSeconds === null) return null;
  const rule = `no success for ${formatDuration(maxStalenessSeconds * 1000)} counts as stale`;
  const late = staleSince === null ? -(left ?? 0) : now - Date.parse(staleSince);
  if (staleSince !== null || (left !== null && left < 0)) return `STALE for ${formatAge(late)}: ${rule}`;
  return left === null ? rule : `in ${formatAge(left)}: ${rule}`;
}

function timeText(iso: string | null, now: number): string | null {
  if (iso === null || Number.isNaN(Date.parse(iso))) return iso;
  const at = Date.parse(iso);
  return `${formatDateTime(at)}  (${formatAge(now - at)} ago)`;
}
