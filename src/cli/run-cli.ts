import { CommanderError } from 'commander';
import { UserError } from '../model/errors.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { createInvocation } from './invocation.ts';
import { printError } from './print-error.ts';
import { createProgram } from './program.ts';
import { verbsFor } from './verbs.ts';
import type { Wiring } from './wiring.ts';

/**
 * Runs one command line to its end. Prints its failure, never throws.
 * @param args without the program's own name
 * @returns what the process is to end with
 */
export async function runCli(args: readonly string[], wiring: Wiring): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.completed;
  const endWith = (code: ExitCode) => {
    exitCode = code;
  };
  try {
    const program = createProgram(await verbsFor(args), (parsed) =>
      createInvocation(parsed, wiring, endWith),
    );
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    // Help and version end by an error of commander's, too.
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return exitCodes.completed;
    wiring.leaveSplash();
    return printError(
      thrown instanceof CommanderError ? usageError(thrown) : thrown,
      args.includes('--json'),
      process.env,
    );
  }
}

/** Commander's complaint (`error: unknown option '--x'\n(Did you mean --y?)`) as one of ours. */
function usageError({ message }: CommanderError): UserError {
  const [first = '', ...more] = message.replace(/^error: /, '').split('\n');
  const hint = more.join(' ').replace(/^\(|\)$/g, '');
  return new UserError('invalid', first, { fix: hint === '' ? 'See "vfjobs --help".' : hint });
}
