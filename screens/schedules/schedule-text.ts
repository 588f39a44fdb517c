import { statusGlyph, statusStyle } from '../../components/status-badge.ts';
import { type Schedule, type SchedulePhase, stalenessLeftMs } from '../../src/model/schedule.ts';
import type { Slot } from '../../src/model/slot.ts';
import { placeOfFault, type SourceFault } from '../../src/model/source-fault.ts';
import { ruleInWords } from '../../src/store/rule-in-words.ts';
import { type HistoryRow, joinedRows } from '../../src/store/schedule-history.ts';
import { hasMissed, isFailing, isStale } from '../../src/store/schedule-order.ts';
import type { SchedulesState } from '../../src/store/schedules-state.ts';
import type { Span, StyleName } from '../../src/terminal/row.ts';
import { formatAge, formatClock, formatDateTime, formatMinutes } from '../format-time.ts';
import { shortId } from '../run-text.ts';

type Badge = Span & { readonly style: StyleName };

const phases: Readonly<Record<SchedulePhase, Badge>> = {
  pending: { text: '. pending', style: 'dim' },
  active: { text: '+ active', style: 'ok' },
  'in-progress': { text: '> in progress', style: 'active' },
  completed: { text: '. completed', style: 'dim' },
  failed: { text: 'x failed', style: 'bad' },
  blocked: { text: '~ blocked', style: 'waiting' },
  cancelled: { text: '- cancelled', style: 'warn' },
  archived: { text: 'x deleted', style: 'dim' },
};

const stale: Badge = { text: '! stale', style: 'bad' };
const paused: Badge = { text: '- paused', style: 'warn' };

/** Phases that say more than that it is paused: it is over. */
const ended: ReadonlySet<SchedulePhase | null> = new Set(['completed', 'failed', 'cancelled', 'archived']);

/** Where it is in its life, in one word with its glyph. */
export function scheduleBadge(schedule: Schedule, now: number): Badge {
  const { phase, status, completedAt } = schedule;
  if (phase !== null && ended.has(phase)) return phases[phase];
  if (status === 'deleting') return { text: 'x deleting', style: 'bad' };
  if (phase === null && completedAt !== null) return phases.completed;
  if (status === 'paused') return paused;
  if (phase === 'blocked') return phases.blocked;
  return isStale(schedule, now) ? stale : phases[phase ?? 'active'];
}

/** True when it can't fire any more, whatever is done short of editing it. */
export function isOver({ phase, completedAt }: Schedule): boolean {
  return ended.has(phase) || completedAt !== null;
}

/** When it fires next, as the server says: `in 4m`; `-` never; `?` where it does not say. */
export function nextText(schedule: Schedule, now: number): string {
  const { nextFireAt, status, kind } = schedule;
  if (status !== 'active' || isOver(schedule)) return '-';
  if (nextFireAt === null) return kind === 'ongoing' ? 'after it' : tellsPhase(schedule) ? '-' : '?';
  const left = Date.parse(nextFireAt) - now;
  return left <= 0 ? 'due' : `in ${formatAge(left + 999)}`;
}

/** True for servers like ours, which tell of each schedule where it is, and when it fires next if it does. */
export function tellsPhase({ phase }: Schedule): boolean {
  return phase !== null;
}

/** The rule in words where it can be said, as it was written where not. */
export function whenText(schedule: Schedule): string {
  const { kind, when } = schedule;
  const words = ruleInWords(schedule);
  if (words !== null) return words;
  if (kind === 'one-off') return `once at ${when}`;
  if (kind === 'recurring') return `every ${when}`;
  return kind === 'ongoing' ? `ongoing, ${when} apart` : when;
}

/** The same in the room of a column: `once 11-27 05:00Z`, `ongoing, 30 seconds apart`. */
export function shortWhenText(schedule: Schedule, now: number): string {
  const { kind, when } = schedule;
  if (kind === 'one-off' && !Number.isNaN(Date.parse(when))) return `once ${instantText(when, now)}`;
  if (kind !== 'ongoing') return whenText(schedule);
  const every = ruleInWords({ kind: 'recurring', when })?.replace(/^Every /, '') ?? when;
  return `ongoing, ${/^(\d|P)/.test(every) ? every : `one ${every}`} apart`;
}

/** In UTC, with its year where that is another one. */
function instantText(iso: string, now: number): string {
  const at = new Date(iso).toISOString();
  const isThisYear = at.slice(0, 4) === new Date(now).toISOString().slice(0, 4);
  return `${at.slice(isThisYear ? 5 : 0, 16).replace('T', ' ')}Z`;
}

/** What it does and when, as a line of a question. */
export function aboutLine(schedule: Schedule): string {
  const { target, when, timezone } = schedule;
  const words = whenText(schedule);
  return `${target}  ${words}  (${words === when ? '' : `${when}, `}${timezone})`;
}

/** What the glyphs of a strip are made of, the newest first. */
export function stripRows({ runs, slots }: SchedulesState, id: string, most: number): readonly HistoryRow[] {
  return joinedRows(runs.get(id) ?? [], slots.get(id) ?? []).slice(0, most);
}

/** A run as its status; what was missed and what was skipped have glyphs that no run has. */
export function rowGlyph(row: HistoryRow): Badge {
  if (row.run !== null) return { text: statusGlyph(row.run.status), style: statusStyle(row.run.status) };
  return slotGlyph(row.slot);
}

export function slotGlyph({ outcome, cause }: Slot): Badge {
  if (outcome === 'missed') return { text: '!', style: cause === 'paused' ? 'warn' : 'bad' };
  return outcome === 'skipped' ? { text: '/', style: 'warn' } : { text: '?', style: 'dim' };
}

/** That its file is broken: it goes on with what the file said before. Null when it is not. */
export function fileRemark(faults: readonly SourceFault[], { id }: Schedule): Span | null {
  const fault = faults.find(({ scheduleId }) => scheduleId === id);
  return fault === undefined
    ? null
    : { text: `file broken: ${placeOfFault(fault)} ${fault.message}`, style: 'bad' };
}

/** The one thing that is wrong with it, or worth knowing; null when there is nothing. */
export function remarkOf(schedule: Schedule, now: number, newest: HistoryRow | null = null): Span | null {
  const { phase, phaseReason, status, staleSince, missedFires, lastFailure } = schedule;
  if (phase !== null && ended.has(phase)) return endedRemark(schedule, phase);
  if (status === 'paused') return { text: pausedText(schedule, now), style: 'warn' };
  if (phase === 'blocked') return { text: phaseReason ?? 'blocked by a schedule it needs', style: 'waiting' };
  const left = stalenessLeftMs(schedule, now);
  if (staleSince !== null)
    return { text: `STALE for ${formatAge(now - Date.parse(staleSince))}`, style: 'bad' };
  if (left !== null && left < 0) return { text: `STALE for ${formatAge(-left)}`, style: 'bad' };
  const slot = newest?.run === null ? newest.slot : null;
  if (slot?.outcome === 'missed') return { text: missedText(schedule, slot), style: 'bad' };
  if (hasMissed(schedule, null)) return { text: `${missedFires} missed`, style: 'bad' };
  if (slot?.outcome === 'skipped') return { text: `skipped: ${slotReason(slot)}`, style: 'warn' };
  if (isFailing(schedule)) {
    return { text: `failed: ${lastFailure?.message ?? lastFailure?.code ?? '?'}`, style: 'bad' };
  }
  if (left !== null) return { text: `stale in ${formatAge(left)}`, style: 'dim' };
  return quietRemark(schedule);
}

/** `3 missed: the executor was down`; how many there ever were is told where the newest slot is one of them. */
function missedText({ missedFires }: Schedule, slot: Slot): string {
  const count = (missedFires ?? 0) > 1 ? `${missedFires} missed` : 'missed';
  return `${count}: ${slotReason(slot)}`;
}

/** Why it is over; that it is, its badge says. */
function endedRemark({ phaseReason, lastFailure }: Schedule, phase: SchedulePhase): Span | null {
  const why = phaseReason ?? (phase === 'failed' ? lastFailure?.message : null) ?? null;
  return why === null ? null : { text: why, style: phases[phase].style };
}

function quietRemark({ definedIn, sourcePath, note }: Schedule): Span | null {
  if (definedIn === 'source') return { text: sourcePath ?? 'in a file', style: 'dim' };
  return note === null ? null : { text: note, style: 'dim' };
}

/** `until 11-24 09:00: moved to next week`; that it is paused, its badge says. The end of it is what is cut off first. */
function pausedText({ pausedReason, pausedUntil }: Schedule, now: number): string {
  const until = pausedUntil === null ? '' : `until ${untilText(pausedUntil, now)}: `;
  return `${until}${pausedReason ?? 'no reason given'}`;
}

/** A slot in 11 cells: `11-22 12:00`; with its seconds in place of the date where it has some, and is near. */
export function slotTimeText(iso: string, now: number): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  const isNear = Math.abs(now - at) < 43_200_000;
  return isNear && at % 60_000 !== 0 ? formatClock(at) : formatDateTime(at).slice(5, 16);
}

/** A time to come, short: the clock within a day, with its date beyond, and the year where that is another one. */
export function untilText(iso: string, now: number): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  if (Math.abs(at - now) < 86_400_000) return formatMinutes(at);
  const whole = formatDateTime(at).slice(0, 16);
  return whole.slice(0, 4) === formatDateTime(now).slice(0, 4) ? whole.slice(5) : whole;
}

const causes: Readonly<Record<Slot['cause'], string>> = {
  time: 'on time',
  'catch-up': 'caught up later',
  backfill: 'backfilled',
  overlap: 'a run was under way (Forbid)',
  replaced: 'a later slot took its place (Replace)',
  blocked: 'a schedule that it needs has not completed',
  target: 'the target cannot be executed',
  'queue-full': 'the queue was full',
  limit: 'the number of runs was reached',
  late: 'nobody was there in time',
  superseded: 'a later missed slot was run instead',
  'too-old': 'too old to be caught up',
  paused: 'the schedule was paused',
};

/** The cause in one word: `overlap`, `too old`. */
export function causeText({ cause }: Slot): string {
  return cause.replace('-', ' ');
}

/** Why a slot has no run, or a late one: the server's words, and those of the cause where it has none. */
export function slotReason({ cause, reasonText, runId }: Slot): string {
  if (reasonText !== null) return reasonText.replace(wholeId, shortId);
  return cause === 'overlap' && runId !== null
    ? `run ${shortId(runId)} was under way (Forbid)`
    : causes[cause];
}

const wholeId = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
