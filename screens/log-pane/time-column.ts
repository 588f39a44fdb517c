import { formatDuration } from '../../src/lib/format-duration.ts';
import type { TimeMode } from '../../src/model/time-mode.ts';
import { formatClockMs, formatUtcClockMs } from '../format-time.ts';

/** Cells of the column of times, with the blank behind it. */
const widths: Readonly<Record<TimeMode, number>> = { local: 13, utc: 14, relative: 10, none: 0 };

/**
 * The time before a line, as wide for every line of a mode; blank for a time that is not known (0).
 * @param start epoch ms that relative times count from
 */
export function timeColumn(at: number, mode: TimeMode, start: number): string {
  if (mode === 'none') return '';
  return `${at === 0 ? '' : timeText(at, mode, start)} `.padStart(widths[mode]);
}

function timeText(at: number, mode: Exclude<TimeMode, 'none'>, start: number): string {
  if (mode === 'local') return formatClockMs(at);
  if (mode === 'utc') return formatUtcClockMs(at);
  return at < start ? `-${formatDuration(start - at)}` : `+${formatDuration(at - start)}`;
}
