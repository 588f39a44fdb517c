import type { LogHost } from '../../src/store/log-host.ts';
import { logOf } from '../../src/store/log-host.ts';
import { readPattern } from '../../src/store/log-pattern.ts';
import { filterLog, searchFor } from '../../src/store/search-log.ts';
import type { ConsoleParts } from '../parts.ts';
import { openPrompt } from '../prompt.ts';

const history = 'log-pattern';

/** Asks what to search for; an empty text ends the search. */
export function askPattern(parts: ConsoleParts, host: LogHost): void {
  openPrompt(parts, {
    sign: '/',
    placeholder: 'text (an upper-case letter makes it exact), or /regex/',
    history,
    accept(text) {
      if (logOf(parts.model, host) === null) return 'the log is no longer shown';
      const pattern = text === '' ? null : readPattern(text);
      if (typeof pattern === 'string') return pattern;
      searchFor(parts.model, host, pattern);
      return null;
    },
  });
}

/** Asks which lines to show; what begins with `!` hides the lines that match; an empty text shows all again. */
export function askFilter(parts: ConsoleParts, host: LogHost): void {
  openPrompt(parts, {
    sign: '&',
    placeholder: 'only lines with this text or /regex/; !text hides them; empty shows all',
    history,
    accept: (text) => takeFilter(parts, host, text),
  });
}

function takeFilter(parts: ConsoleParts, host: LogHost, text: string): string | null {
  const log = logOf(parts.model, host);
  if (log === null) return 'the log is no longer shown';
  if (text === '') {
    filterLog(parts.model, host, { only: null, without: [] });
    return null;
  }
  const hides = text.startsWith('!') && text.length > 1;
  const pattern = readPattern(hides ? text.slice(1) : text);
  if (typeof pattern === 'string') return pattern;
  const { without } = log.pane.filter;
  filterLog(parts.model, host, hides ? { without: [...without, pattern] } : { only: pattern });
  return null;
}
