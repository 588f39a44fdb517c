import { createInterface } from 'node:readline/promises';
import { UserError } from '../model/errors.ts';

/**
 * Asks before something is done that cannot be taken back. Anything but "y" or "yes" is a no.
 * @param yes the user's word was given beforehand, with --yes
 * @throws UserError `invalid` where nobody can be asked: stdin or stderr is not a terminal
 */
export async function confirm(question: string, yes: boolean): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UserError('invalid', `"${question}" needs an answer, and there is no terminal to ask on`, {
      fix: 'Add --yes to go ahead.',
    });
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
