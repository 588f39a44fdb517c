import { statusBadge } from '../../components/status-badge.ts';
import { formatBytes } from '../../src/lib/format-bytes.ts';
import { formatDuration } from '../../src/lib/format-duration.ts';
import type { Run } from '../../src/model/run.ts';
import type { ChildrenState } from '../../src/store/children-state.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { trailPlace } from '../../src/store/trails.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { cut, textWidth } from '../../src/terminal/width.ts';
import { formatAge, formatClock, formatCount } from '../format-time.ts';
import { lastText, runDuration, shortId, tryText } from '../run-text.ts';

/** The line that says which run this is, and where in the list it was opened from. */
export function pathRow(state: ConsoleState, width: number): Row {
  const { name, row, count } = trailPlace(state);
  const id = shortId(state.detail?.runId ?? '');
  const place = row < 0 ? '' : `run ${formatCount(row + 1)} of ${formatCount(count)}`;
  const keys = row >= 0 && count > 1 ? '   ^N next  ^P previous' : '';
  const right = `${place}${width >= 100 ? keys : ''}`;
  const from = ` ${cut(sanitize(name), Math.max(8, width - id.length - right.length - 8))} > `;
  const gap = ' '.repeat(Math.max(2, width - textWidth(from) - id.length - right.length - 1));
  return {
    spans: [
      { text: from, style: 'dim' },
      { text: id, style: 'strong' },
      { text: `${gap}${right}`, style: 'dim' },
    ],
  };
}

/** The line that says how the run is. */
export function runHeadRow(state: ConsoleState, width: number, now: number): Row {
  const run = state.detail?.run ?? null;
  if (run === null) {
    const problem = state.detail?.problem ?? null;
    return problem === null ? textRow(' reading the run…', 'dim') : textRow(` x ${problem.message}`, 'bad');
  }
  const badge = statusBadge(run.status);
  const spans: Span[] = [
    { text: ` ${badge.text}`, style: badge.style },
    { text: `  ${sanitize(run.target)}`, style: 'strong' },
  ];
  for (const text of headFacts(run, width, now)) spans.push({ text: `  ${text}` });
  spans.push({
    text: `  ${sanitize(lastText(run, now))}`,
    style: run.status === 'failed' ? 'bad' : 'active',
  });
  return { spans };
}

function headFacts(run: Run, width: number, now: number): readonly string[] {
  const duration = runDuration(run, now);
  const started = run.startedAt === null ? null : Date.parse(run.startedAt);
  const facts = [tryText(run) === '' ? null : `attempt ${tryText(run).replace('/', ' of ')}`];
  if (duration !== null)
    facts.push(`${run.completedAt === null ? 'for' : 'took'} ${formatDuration(duration)}`);
  if (started !== null && width >= 100)
    facts.push(`started ${formatClock(started)} (${formatAge(now - started)} ago)`);
  facts.push(timeoutText(run, now));
  return facts.filter((fact) => fact !== null);
}

/** How long the attempt under way may still take; the server counts from its start, which is known of the first one only. */
function timeoutText({ status, startedAt, timeoutSeconds, attempt }: Run, now: number): string | null {
  if (status !== 'running' || startedAt === null || timeoutSeconds === null || (attempt ?? 1) > 1)
    return null;
  const left = Date.parse(startedAt) + timeoutSeconds * 1_000 - now;
  return left > 0 ? `timeout in ${formatDuration(left)}` : 'timeout is due';
}

/** The line that says where the run comes from and what belongs to it. */
export function originRow({ detail }: ConsoleState, width: number): Row {
  const run = detail?.run ?? null;
  if (run === null) return textRow('');
  const facts: readonly (readonly [string, string | null])[] = [
    [
      'trigger',
      [run.triggerKind, run.createdBy === null ? null : `by ${run.createdBy}`].filter(Boolean).join(' '),
    ],
    ['runs on', run.runtimeTargetKind === null ? null : run.runtimeTargetKind.replace('_', ' ')],
    ['parent', run.parentRunId === null ? null : shortId(run.parentRunId)],
    ['children', childrenText(detail?.children ?? null)],
    ['batch', run.batchId === null ? null : shortId(run.batchId)],
    ['schedule', run.scheduleId === null ? null : shortId(run.scheduleId)],
    ['retry of', run.retryOf === null ? null : shortId(run.retryOf)],
    ['input', sizeText(run)],
  ];
  const spans: Span[] = [];
  let used = 0;
  for (const [name, value] of facts) {
    if (value === null || value === '') continue;
    const text = sanitize(value);
    used += name.length + textWidth(text) + 3;
    if (used > width) break;
    spans.push({ text: ` ${name} `, style: 'dim' }, { text: `${text} ` });
  }
  return { spans };
}

function childrenText(children: ChildrenState | null): string | null {
  if (children === null || children.runs.length === 0) return null;
  const counts = new Map<string, number>();
  for (const { status } of children.runs) counts.set(status, (counts.get(status) ?? 0) + 1);
  const parts = [...counts].map(([status, count]) => `${count} ${status}`);
  return `${formatCount(children.runs.length)} (${parts.join(', ')})`;
}

/** The size of config and input, as JSON. Measured once for each record. */
function sizeText(run: Run): string | null {
  if (run.omitted !== undefined) return 'large';
  const known = sizes.get(run.config);
  if (known !== undefined) return known;
  const bytes = Buffer.byteLength(JSON.stringify(run.input ?? run.config));
  const text = bytes <= 2 ? 'none' : formatBytes(bytes);
  sizes.set(run.config, text);
  return text;
}

const sizes = new WeakMap<object, string>();
