import { statusBadge } from '../../components/status-badge.ts';
import type { Run } from '../../src/model/run.ts';
import type { Row, Span } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd } from '../../src/terminal/width.ts';
import { formatAge, formatDateTime, formatDuration } from '../format-time.ts';
import {
  lastText,
  progressText,
  reasonText,
  runDuration,
  shortId,
  tryText,
  waitingForText,
} from '../run-text.ts';
import { wrapWords } from '../wrap-text.ts';

const labelWidth = 12;

/** What is known of a run, a line per fact; facts that are not known are left out. */
export function overviewRows(run: Run, width: number, now: number): readonly Row[] {
  const badge = statusBadge(run.status);
  const duration = runDuration(run, now);
  const facts: readonly (readonly [string, string | null])[] = [
    ['id', run.id],
    ['name', run.name],
    ['target', run.target],
    ['reason', reasonText(run)],
    ['progress', run.progress === null ? null : progressText(run.progress)],
    ['now', run.completedAt === null ? lastText(run, now) : null],
    ['attempt', tryText(run)],
    ['next try', run.status === 'pending' ? futureText(run.notBefore, now) : null],
    ['depends on', run.dependsOn.length === 0 ? null : waitingForText(run.dependsOn)],
    ['waits for', run.waitingFor.length === 0 ? null : waitingForText(run.waitingFor)],
    ['answer with', needsAnswer(run) ? `vfjobs resume ${shortId(run.id)}` : null],
    ['created', timeText(run.createdAt, now)],
    ['started', timeText(run.startedAt, now)],
    ['ended', timeText(run.completedAt, now)],
    ['duration', duration === null ? null : formatDuration(duration)],
    ['exit code', run.exitCode === null || run.completedAt === null ? null : String(run.exitCode)],
    ['timeout', run.timeoutSeconds === null ? null : formatDuration(run.timeoutSeconds * 1000)],
    ['triggered by', [run.triggerKind, run.createdBy].filter((part) => part !== null).join(', ')],
    ['batch', run.batchId],
    ['schedule', run.scheduleId],
    ['retry of', run.retryOf],
    ['parent', run.parentRunId],
    ['environment', run.environmentId],
    ['error', run.error?.message ?? null],
  ];
  const status: Row = { spans: [label('status'), { text: badge.text, style: badge.style }] };
  return [status, ...facts.flatMap(([name, value]) => factRows(name, value, width))];
}

/** A run that waits for somebody's word, not for other runs or for a time. */
function needsAnswer({ status, waitingReason, waitingFor }: Run): boolean {
  return status === 'waiting' && waitingFor.length === 0 && waitingReason !== 'delay';
}

function factRows(name: string, value: string | null, width: number): readonly Row[] {
  if (value === null || value === '') return [];
  const lines = sanitizedLines(value).flatMap((line) => wrapWords(line, Math.max(8, width - labelWidth - 4)));
  return lines.map((line, index) => ({
    spans: [label(index === 0 ? name : ''), { text: line, style: name === 'error' ? 'bad' : 'plain' }],
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
