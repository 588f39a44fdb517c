import { UserError } from '../model/errors.ts';

/**
 * The words of a command line. Quotes of both kinds keep blanks within a word and a backslash takes the
 * next character as it is; nothing else is special, since no shell reads it.
 * @throws UserError `invalid` for an empty command or a quote that is left open
 */
export function splitCommand(line: string): [string, ...string[]] {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  const characters = line[Symbol.iterator]();
  for (let next = characters.next(); next.done !== true; next = characters.next()) {
    const character = next.value;
    if (character === '\\' && quote !== "'") word = (word ?? '') + (characters.next().value ?? '');
    else if (character === quote) quote = null;
    else if (quote === null && (character === '"' || character === "'")) {
      quote = character;
      word ??= '';
    } else if (quote === null && /\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + character;
  }
  if (quote !== null) throw new UserError('invalid', `The command has a ${quote} that is not closed`);
  if (word !== null) words.push(word);
  const [program, ...rest] = words;
  if (program !== undefined && program !== '') return [program, ...rest];
  throw new UserError('invalid', 'The command that prints the token is empty', {
    fix: 'Name a program and its arguments, such as "pass show veryfront".',
  });
}

/** The words as one line that `splitCommand` reads back. */
export function joinCommand(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `"${word.replace(/["\\]/g, '\\$&')}"`))
    .join(' ');
}
