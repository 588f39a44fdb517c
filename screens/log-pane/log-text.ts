import { isoTime } from '../../src/lib/clock.ts';
import { parseLogLine } from '../../src/model/log.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';

/** How lines of a log are written down. */
export type LogForm = 'plain' | 'times' | 'json';

/**
 * A stored line as text: `plain` and `times` as they are shown, without anything a terminal acts on; `json` as it
 * was printed, with time and stream.
 * @param run which run it is of, where there are several
 */
export function logText(stored: string, form: LogForm, run?: string): string {
  const { at, stream, text } = parseLogLine(stored);
  const time = at === 0 ? null : isoTime(at);
  if (form === 'json') return JSON.stringify({ time, ...(run === undefined ? {} : { run }), stream, text });
  const tag = run === undefined ? '' : `${run} `;
  return form === 'plain' ? tag + sanitize(text) : `${time ?? '-'} ${tag}${sanitize(text)}`;
}

/** Lines that are written down at once: more of them would keep keys waiting. */
export const linesAtOnce = 1_000;
