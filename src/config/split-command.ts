import { UserError } from '../model/errors.ts';

/** Plain characters, escaped ones, and what stands in quotes; several without a blank between are one word. */
const words = /(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/gs;
const pieces = /\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'/gs;

/**
 * The words of a command line. Quotes of both kinds keep blanks within a word and a backslash takes the
 * next character as it is; nothing else is special, since no shell reads it.
 * @throws UserError `invalid` for an empty command or a quote that is left open
 */
export function splitCommand(line: string): [string, ...string[]] {
  if (line.replace(words, '').trim() !== '') {
    throw new UserError('invalid', 'A quote or a backslash in the command is left open', {
      fix: 'Close the quote, or write a backslash before it.',
    });
  }
  const [program, ...rest] = (line.match(words) ?? []).map(plainWord);
  if (program !== undefined && program !== '') return [program, ...rest];
  throw new UserError('invalid', 'The command that prints the token is empty', {
    fix: 'Name a program and its arguments, such as "pass show veryfront".',
  });
}

function plainWord(word: string): string {
  return word.replace(
    pieces,
    (_, escaped: string | undefined, double: string | undefined, single: string | undefined) =>
      escaped ?? double?.replace(/\\(.)/gs, '$1') ?? single ?? '',
  );
}

/** The words as one line that `splitCommand` reads back. */
export function joinCommand(command: readonly string[]): string {
  return command
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `"${word.replace(/["\\]/g, '\\$&')}"`))
    .join(' ');
}
