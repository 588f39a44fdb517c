import { literal } from '../lib/literal.ts';
import { messageOf } from '../model/errors.ts';

/** What is looked for in lines. */
export interface LogPattern {
  /** As it was typed. */
  readonly typed: string;
  /** With the flag `g`: every place in a text. */
  readonly places: RegExp;
  readonly test: (text: string) => boolean;
}

/** No more of a line is looked at, in UTF-16 units: a regular expression may take long over a long line. */
const longestLooked = 65_536;

/**
 * Reads what was typed: a text in any case, an exact one as soon as it has an upper-case letter, or a regular
 * expression between slashes, to which the same goes.
 * @throws SyntaxError when the regular expression is none
 */
export function logPattern(typed: string): LogPattern {
  const expression = /^\/(.+)\/$/.exec(typed)?.[1];
  const source = expression ?? literal(typed);
  const letters = expression === undefined ? typed : expression.replace(/\\./g, '');
  const flags = /\p{Lu}/u.test(letters) ? '' : 'i';
  const once = new RegExp(source, flags);
  return {
    typed,
    places: new RegExp(source, `${flags}g`),
    test: (text) => once.test(text.length > longestLooked ? text.slice(0, longestLooked) : text),
  };
}

/** The pattern, or what is wrong with it in one sentence. */
export function readPattern(typed: string): LogPattern | string {
  try {
    return logPattern(typed);
  } catch (thrown) {
    return `no regular expression: ${messageOf(thrown).replace(/^Invalid regular expression: /, '')}`;
  }
}
