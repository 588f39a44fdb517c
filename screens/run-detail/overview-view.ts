import { statusBadge } from '../../components/status-badge.ts';
import { formatDuration } from '../../src/lib/format-duration.ts';
import type { Baseline } from '../../src/model/baseline.ts';
import type { Run } from '../../src/model/run.ts';
import type { Row, Span } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd } from '../../src/terminal/width.ts';
import { formatAge, formatDateTime } from '../format-time.ts';
import {
  lastText,
  progressText,
  reasonText,
  runDuration,
  shortId,
  tryText,
  waitingForText,
} from '../run-text.ts';
import type { Stop, StopRow } from '../stop-row.ts';
import { wrapWords } from '../wrap-text.ts';
import { batchStop, runStop, scheduleStop } from './links.ts';

const labelWidth = 12;

type Fact = readonly [name: string, value: string | null, stop?: Stop | undefined];

/**
 * What is known of a run, a line per fact; facts that are not known are left out.
 * @param baseline how long runs of its target usually take, as far as that is known here
 */
export function overviewRows(
  run: Run,
  width: number,
  now: number,
  baseline: Baseline | null = null,
): readonly StopRow[] {
  const badge = statusBadge(run.status);
  const status: Row = { spans: [label('status'), { text: badge.text, style: badge.style }] };
  const facts = [
    ...stateFacts(run, now),
    ...timeFacts(run, now),
    usualFact(run, now, baseline),
    ...originFacts(run, now),
  ];
  return [{ row: status }, ...facts.flatMap((fact) => factRows(fact, width))];
}

function stateFacts(run: Run, now: number): readonly Fact[] {
  return [
    ['id', run.id],
    ['name', run.name],
    ['target', run.target],
    ['reason', reasonText(run)],
    ['progress', run.progress === null ? null : progressText(run.progress)],
    ['now', run.completedAt === null ? lastText(run, now) : null],
    ['attempt', tryText(run)],
    ['next try', run.status === 'pending' ? futureText(run.notBefore, now) : null],
    ...neededFacts(run),
    ['answer with', needsAnswer(run) ? `vfjobs resume ${shortId(run.id)}` : null],
  ];
}

/** The runs that this one depends on, a line for each of the first; what it still waits for is said. */
function neededFacts({ dependsOn, waitingFor }: Run): readonly Fact[] {
  const named = dependsOn.slice(0, namedRuns).map((id, index): Fact => {
    const state = waitingFor.includes(id) ? 'has not ended' : 'has ended';
    return [index === 0 ? 'depends on' : '', `${id}  ${state}`, runStop(id, dependsOn, 'needed by')];
  });
  const more = dependsOn.length - named.length;
  const rest = waitingFor.length > 0 && more > 0 ? `, waits for ${waitingForText(waitingFor)}` : '';
  return more > 0 ? [...named, ['', `and ${more} more${rest}`]] : named;
}

const namedRuns = 8;

function timeFacts(run: Run, now: number): readonly Fact[] {
  const duration = runDuration(run, now);
  const queued = run.startedAt === null ? null : Date.parse(run.startedAt) - Date.parse(run.createdAt);
  return [
    ['created', timeText(run.createdAt, now)],
    ['started', timeText(run.startedAt, now)],
    ['in queue', queued === null ? null : formatDuration(Math.max(0, queued))],
    ['ended', timeText(run.completedAt, now)],
    ['duration', duration === null ? null : formatDuration(duration)],
    ['exit code', run.exitCode === null || run.completedAt === null ? null : String(run.exitCode)],
    ['timeout', run.timeoutSeconds === null ? null : formatDuration(run.timeoutSeconds * 1000)],
  ];
}

/** How long such runs usually take, and what they are known from. */
function usualFact(run: Run, now: number, baseline: Baseline | null): Fact {
  if (baseline === null) return ['usual', null];
  const { p50Ms, p95Ms, runs } = baseline;
  const duration = runDuration(run, now);
  const ratio = duration === null || p95Ms === 0 ? '' : `, ${(duration / p95Ms).toFixed(1)}x its p95`;
  const sample = `${runs} completed runs seen here`;
  return ['usual', `p50 ${formatDuration(p50Ms)}, p95 ${formatDuration(p95Ms)}${ratio}  (${sample})`];
}

function originFacts(run: Run, now: number): readonly Fact[] {
  const { batchId, scheduleId, retryOf, parentRunId } = run;
  return [
    ['triggered by', [run.triggerKind, run.createdBy].filter((part) => part !== null).join(', ')],
    ['batch', batchId, batchId === null ? undefined : batchStop(batchId)],
    ['schedule', scheduleId, scheduleId === null ? undefined : scheduleStop(scheduleId)],
    ['slot', slotText(run, now)],
    ['retry of', retryOf, retryOf === null ? undefined : runStop(retryOf)],
    ['parent', parentRunId, parentRunId === null ? undefined : runStop(parentRunId)],
    ['environment', run.environmentId],
    ['branch', run.branchId],
    ['error', run.error?.message ?? null],
  ];
}

/** The slot of its schedule, and how much later the run was made where that is more than its spread may explain. */
function slotText({ slot, createdAt }: Run, now: number): string | null {
  if (slot === null || Number.isNaN(Date.parse(slot))) return null;
  const lateMs = Date.parse(createdAt) - Date.parse(slot);
  const late = lateMs > lateAfterMs ? `, created ${formatAge(lateMs)} later` : '';
  return `scheduled for ${timeText(slot, now)}${late}`;
}

/** Later than this is no more on time. */
const lateAfterMs = 60_000;

/** A run that waits for somebody's word, not for other runs or for a time. */
function needsAnswer({ status, waitingReason, waitingFor }: Run): boolean {
  return status === 'waiting' && waitingFor.length === 0 && waitingReason !== 'delay';
}

function factRows([name, value, stop]: Fact, width: number): readonly StopRow[] {
  if (value === null || value === '') return [];
  const lines = sanitizedLines(value).flatMap((line) => wrapWords(line, Math.max(8, width - labelWidth - 4)));
  const style = name === 'error' ? 'bad' : stop === undefined ? 'plain' : 'accent';
  return lines.map((line, index) => ({
    row: { spans: [label(index === 0 ? name : ''), { text: line, style }] },
    stop: index === 0 ? stop : undefined,
  }));
}

function label(name: string): Span {
  return { text: ` ${padEnd(name, labelWidth)}  `, style: 'dim' };
}

function sanitizedLines(value: string): readonly string[] {
  return value.split('\n').map(sanitize);
}

function futureText(iso: string | null, now: number): string | null {
  if (iso === null) return null;
  const at = Date.parse(iso);
  return at <= now ? null : `${formatDateTime(at)}  (in ${formatAge(at - now)})`;
}

function timeText(iso: string | null, now: number): string | null {
  if (iso === null) return null;
  const at = Date.parse(iso);
  return `${formatDateTime(at)}  (${formatAge(now - at)} ago)`;
}
