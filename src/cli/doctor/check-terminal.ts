import type { Environment } from '../../config/environment.ts';
import { type Finding, fine, note } from './finding.ts';

/** What the console will find to draw on. */
export function checkTerminal(env: Environment, isTerminal: boolean): Finding[] {
  return [checkTerm(env['TERM'] ?? '', isTerminal), checkLocale(env)];
}

function checkTerm(term: string, isTerminal: boolean): Finding {
  if (!isTerminal) return note('terminal', 'this is not a terminal: the console cannot open here');
  if (term === '' || term === 'dumb') {
    return note('terminal', `TERM is "${term}": the console cannot open`, 'Set TERM, say to xterm-256color.');
  }
  return fine('terminal', term);
}

function checkLocale(env: Environment): Finding {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return /utf-?8/i.test(locale)
    ? fine('locale', locale)
    : note('locale', locale === '' ? 'not set' : locale, 'Set LANG to a UTF-8 locale, or use --ascii.');
}
