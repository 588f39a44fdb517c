import type { EventLevel } from './event.ts';
import type { LogLine } from './log.ts';
import { structuredLine } from './structured-line.ts';

/** Words at the start of a line tell its level; what stands further right is what it is about. */
const lookedAt = 200;
/** A longer line is not read as JSON: too dear for what it tells. */
const longestJson = 4_096;

const error =
  /\b(?:ERROR|FATAL|CRITICAL|PANIC|SEVERE)\b|(?:^|[\s[(<|])(?:error|fatal|critical|panic)[\])>|:]|\blevel=(?:error|fatal|critical)\b|\w(?:Error|Exception)\b: |^(?:Error|Exception): |^Traceback /;
const warn = /\bWARN(?:ING)?\b|(?:^|[\s[(<|])warn(?:ing)?[\])>|:]|\blevel=warn/;
const debug = /\b(?:DEBUG|TRACE)\b|(?:^|[\s[(<|])(?:debug|trace)[\])>|:]|\blevel=(?:debug|trace)\b/;

/**
 * How serious a line of a log is: as a logger says in JSON, else by the words that loggers print, else by its
 * stream: what goes to stderr is a warning.
 */
export function lineLevel({ text, stream }: LogLine): EventLevel {
  if (stream === 'system') return 'info';
  if (text.startsWith('{') && text.length <= longestJson) {
    const said = structuredLine(text);
    if (said !== null) return said.level;
  }
  const start = text.length > lookedAt ? text.slice(0, lookedAt) : text;
  if (error.test(start)) return 'error';
  if (warn.test(start)) return 'warn';
  if (debug.test(start)) return 'debug';
  return stream === 'stderr' ? 'warn' : 'info';
}

const ranks: Readonly<Record<EventLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** True when a level is at least as serious as another. */
export function isAtLeast(level: EventLevel, least: EventLevel): boolean {
  return ranks[level] >= ranks[least];
}
