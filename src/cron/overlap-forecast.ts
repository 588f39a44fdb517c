import { formatDuration } from '../lib/format-duration.ts';

export interface OverlapForecast {
  readonly answer: 'no' | 'now-and-then' | 'always';
  /** Why, in one sentence. */
  readonly text: string;
}

/**
 * Whether a run would still be under way when the next one is due: `always` when half of them take at least as long as
 * the shortest gap, `now-and-then` when one in twenty does. Null where nothing is known: no runs yet, or no gap.
 */
export function overlapForecast({
  p50Ms,
  p95Ms,
  shortestGapSeconds,
}: {
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly shortestGapSeconds: number | null;
}): OverlapForecast | null {
  if (p50Ms === null || p95Ms === null || shortestGapSeconds === null) return null;
  const gapMs = shortestGapSeconds * 1000;
  const gap = formatDuration(gapMs);
  if (p50Ms >= gapMs) {
    return {
      answer: 'always',
      text: `Half of the runs take ${formatDuration(p50Ms)} or longer, fires are as close as ${gap}`,
    };
  }
  if (p95Ms >= gapMs) {
    return {
      answer: 'now-and-then',
      text: `One run in twenty takes ${formatDuration(p95Ms)} or longer, fires are as close as ${gap}`,
    };
  }
  return { answer: 'no', text: `p95 run time ${formatDuration(p95Ms)}, shortest gap ${gap}` };
}
