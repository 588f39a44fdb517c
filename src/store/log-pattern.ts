import { type Pattern, patternOf, textPattern } from '../lib/pattern.ts';
import { messageOf } from '../model/errors.ts';

/** What is looked for in lines. */
export interface LogPattern extends Pattern {
  /** As it was typed. */
  readonly typed: string;
}

/** No more of a line is looked at, in UTF-16 units. */
const longestLooked = 65_536;

/**
 * Reads what was typed: a text in any case, an exact one as soon as it has an upper-case letter, or a regular
 * expression between slashes, to which the same goes.
 * @throws SyntaxError when the regular expression is none
 */
export function logPattern(typed: string): LogPattern {
  const expression = /^\/(.+)\/$/.exec(typed)?.[1];
  const letters = expression?.replace(/\\./g, '') ?? typed;
  const ignoreCase = !/\p{Lu}/u.test(letters);
  const pattern =
    expression === undefined ? textPattern(typed, { ignoreCase }) : patternOf(expression, { ignoreCase });
  return {
    typed,
    test: (text) => pattern.test(text.length > longestLooked ? text.slice(0, longestLooked) : text),
    places: pattern.places,
  };
}

/** The pattern, or what is wrong with it in one sentence. */
export function readPattern(typed: string): LogPattern | string {
  try {
    return logPattern(typed);
  } catch (thrown) {
    return `no regular expression: ${messageOf(thrown)}`;
  }
}
