import { formatDuration } from '../../lib/format-duration.ts';
import type { Attempt } from '../attempt.ts';
import type { RunEvent } from '../event.ts';
import type { WhyInput } from './input.ts';

/** `12:14:03 UTC`, with the date in front when it is another day. @param iso ISO 8601 */
export function clockText(iso: string, now: number): string {
  if (Number.isNaN(Date.parse(iso))) return iso;
  const at = new Date(iso).toISOString();
  const day = at.slice(0, 10) === new Date(now).toISOString().slice(0, 10) ? '' : `${at.slice(0, 10)} `;
  return `${day}${at.slice(11, 19)} UTC`;
}

/** How long ago or ahead a moment is: `4m10s`. */
export function spanText(iso: string, now: number): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? 'a time that nobody knows' : formatDuration(Math.abs(now - at));
}

/** `1 run`, `20 runs`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The first line of a text, clipped. */
export function firstLine(text: string, most = 160): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** The ids at a glance: `4f1c09aa, 77b0e2d1, …`. */
export function idsText(ids: readonly string[], most = 3): string {
  return `${ids
    .slice(0, most)
    .map((id) => id.slice(-8))
    .join(', ')}${ids.length > most ? ', …' : ''}`;
}

/** The newest event of a type. */
export function lastEvent(events: readonly RunEvent[], type: string): RunEvent | null {
  return events.findLast((event) => event.type === type) ?? null;
}

/** When the attempt under way began, ISO 8601; null while it is not known. */
export function attemptStartedAt({ run, attempts, events }: WhyInput): string | null {
  const open: Attempt | undefined = attempts?.findLast(({ endedAt }) => endedAt === null);
  if (open !== undefined) return open.startedAt;
  const started = lastEvent(events, 'run.started');
  if (started !== null) return started.createdAt;
  return (run.attempt ?? 1) <= 1 ? run.startedAt : null;
}
