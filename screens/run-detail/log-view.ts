import { type LogLine, parseLogLine } from '../../src/model/log.ts';
import type { DetailState, TimeMode } from '../../src/store/detail-state.ts';
import { logRange } from '../../src/store/run-log.ts';
import { firstShown } from '../../src/store/tail-view.ts';
import type { Row, Span } from '../../src/terminal/row.ts';
import { formatClockMs, formatDuration } from '../format-time.ts';
import { dropCells, wrapCells } from '../wrap-text.ts';
import { highlighted } from './highlight.ts';
import { lineLook } from './line-look.ts';

export interface LogLook {
  readonly time: TimeMode;
  readonly wrap: boolean;
  readonly sideways: number;
  readonly pattern: string | null;
  /** Epoch ms that relative times count from. */
  readonly start: number;
}

/** The lines in view. Only these are decoded, whatever the length of the log. */
export function logRows(detail: DetailState, width: number, height: number): readonly Row[] {
  const { lines } = detail.log;
  const range = logRange(detail.log);
  const look: LogLook = { ...detail, pattern: detail.search?.pattern ?? null, start: startOf(detail) };
  const first = firstShown(detail.logView, range, height);
  const rows: Row[] = [];
  for (let number = first; number < Math.min(range.total, first + height); number++) {
    const current = detail.search?.current === number;
    rows.push(...logLineRows(parseLogLine(lines.line(number)), look, width, current));
  }
  // Wrapped lines take more rows than the pane has: following shows the end, else the start.
  return detail.logView.follow ? rows.slice(-height) : rows.slice(0, height);
}

/** One log line as one row, or as several when it is wrapped. */
function logLineRows(line: LogLine, look: LogLook, width: number, current: boolean): readonly Row[] {
  const time = timeText(line.at, look);
  const { text, style } = lineLook(line);
  const room = Math.max(8, width - time.length - 1);
  const pieces = look.wrap ? wrapCells(text, room) : [dropCells(text, look.sideways)];
  return pieces.map((piece, index) => {
    const spans: Span[] = [{ text: current && index === 0 ? '>' : ' ', style: 'accent' }];
    if (time !== '') spans.push({ text: index === 0 ? time : ' '.repeat(time.length), style: 'dim' });
    return { spans: [...spans, ...highlighted(piece, look.pattern, style)] };
  });
}

function timeText(at: number, look: LogLook): string {
  if (look.time === 'none') return '';
  if (at === 0) return look.time === 'local' ? '             ' : '          ';
  if (look.time === 'local') return `${formatClockMs(at)} `;
  return `${`+${formatDuration(Math.max(0, at - look.start))}`.padStart(9)} `;
}

function startOf(detail: DetailState): number {
  return Date.parse(detail.run?.startedAt ?? detail.run?.createdAt ?? '') || 0;
}
