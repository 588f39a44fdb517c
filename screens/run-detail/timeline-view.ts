import { formatDuration } from '../../src/lib/format-duration.ts';
import type { Attempt } from '../../src/model/attempt.ts';
import type { Run } from '../../src/model/run.ts';
import { runDuration } from '../../src/model/run-duration.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import type { DetailState } from '../../src/store/detail-state.ts';
import type { EventList } from '../../src/store/event-list.ts';
import { type Row, type Span, type StyleName, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { cut, textWidth } from '../../src/terminal/width.ts';
import { knownSteps } from './known-steps.ts';

/** A stretch of time in the life of a run. */
export interface Stretch {
  readonly name: string;
  readonly ms: number;
  readonly style: StyleName;
  /** It goes on. */
  readonly isOpen: boolean;
}

/** Stretches that are drawn; of a longer run the last ones. */
const maxStretches = 12;

/** Where the time went: in the queue, then the steps of a workflow, else the attempts and the waits between them. */
export function timelineRow({ detail }: ConsoleState, width: number, now: number): Row {
  const stretches = detail === null ? [] : stretchesOf(detail, now);
  if (stretches.length === 0) return textRow('');
  const shown = stretches.slice(-maxStretches);
  const left = stretches.length - shown.length;
  const spans: Span[] = [{ text: ` t${left > 0 ? `  ${left} before` : ''} `, style: 'dim' }];
  const labels = shown.map(
    ({ name, ms, isOpen }) => ` ${cut(sanitize(name), 16)} ${formatDuration(ms)}${isOpen ? '…' : ''} `,
  );
  const room = width - labels.reduce((sum, label) => sum + textWidth(label) + 1, 6);
  const total = shown.reduce((sum, { ms }) => sum + ms, 0);
  for (const [index, { ms, style }] of shown.entries()) {
    const cells = ms === 0 || room <= shown.length ? 0 : Math.max(1, Math.floor((room * ms) / total));
    spans.push(
      { text: '▏', style: 'dim' },
      { text: '█'.repeat(cells), style },
      { text: labels[index] ?? '' },
    );
  }
  return { spans };
}

/** @param now epoch ms */
export function stretchesOf({ run, events, attempts }: DetailState, now: number): readonly Stretch[] {
  if (run === null) return [];
  const created = Date.parse(run.createdAt);
  const started = attempts?.[0]?.startedAt ?? run.startedAt;
  const queue: Stretch = {
    name: 'queue',
    ms: Math.max(0, (started === null ? now : Date.parse(started)) - created),
    style: 'dim',
    isOpen: started === null && run.completedAt === null,
  };
  const steps = stepsOf(events, run.completedAt === null ? now : Date.parse(run.completedAt));
  if (steps.length > 0) return [queue, ...steps];
  const tries = attemptsOf(attempts ?? [], now);
  return [queue, ...(tries.length > 0 ? tries : wholeRun(run, now))];
}

/** The run as one stretch, where the server does not tell its attempts. */
function wholeRun(run: Run, now: number): readonly Stretch[] {
  const ms = runDuration(run, now);
  if (ms === null) return [];
  const style = run.completedAt === null ? 'active' : run.status === 'completed' ? 'ok' : 'bad';
  return [{ name: `run ${endStyleWord(style)}`, ms, style, isOpen: run.completedAt === null }];
}

/** The steps that a workflow told, in the order in which they began. @param end epoch ms, of what goes on */
function stepsOf(events: EventList, end: number): readonly Stretch[] {
  return [...knownSteps(events).values()].map(({ name, at, ms, type }) => ({
    name,
    ms: ms ?? Math.max(0, end - at),
    style: styleOfStep(type),
    isOpen: ms === null,
  }));
}

function styleOfStep(type: string): StyleName {
  if (type === 'step.failed') return 'bad';
  if (type === 'step.completed') return 'ok';
  return type === 'step.waiting' ? 'waiting' : 'active';
}

function attemptsOf(attempts: readonly Attempt[], now: number): readonly Stretch[] {
  return attempts.flatMap(({ number, startedAt, endedAt, reason }, index) => {
    const before = attempts[index - 1]?.endedAt ?? null;
    const wait = before === null ? 0 : Date.parse(startedAt) - Date.parse(before);
    const style: StyleName = endedAt === null ? 'active' : reason === 'ok' ? 'ok' : 'bad';
    const ms = Math.max(0, (endedAt === null ? now : Date.parse(endedAt)) - Date.parse(startedAt));
    const attempt: Stretch = {
      name: `#${number} ${endStyleWord(style)}`,
      ms,
      style,
      isOpen: endedAt === null,
    };
    return wait > 0 ? [{ name: 'wait', ms: wait, style: 'dim', isOpen: false } as const, attempt] : [attempt];
  });
}

function endStyleWord(style: StyleName): string {
  return style === 'ok' ? '+' : style === 'bad' ? 'x' : '>';
}
