import { CommanderError } from 'commander';
import { UserError } from '../model/errors.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { createInvocation } from './invocation.ts';
import { printError } from './print-error.ts';
import { createProgram } from './program.ts';
import { verbNames, verbsFor } from './verbs.ts';
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
      thrown instanceof CommanderError ? usageError(thrown, args) : thrown,
      args.includes('--json'),
      process.env,
    );
  }
}

/** Commander's complaint (`error: unknown option '--x'\n(Did you mean --y?)`) as one of ours. */
function usageError({ code, message }: CommanderError, args: readonly string[]): UserError {
  if (code === 'commander.help') return incomplete(args);
  const [first = '', ...more] = message.replace(/^error: /, '').split('\n');
  const hint = more.join(' ').replace(/^\(|\)$/g, '');
  return new UserError('invalid', first, { fix: hint === '' ? `See "${helpFor(args)}".` : hint });
}

/** Where commander would print help instead of doing anything: `vfjobs help frob`, `vfjobs contexts`. */
function incomplete(args: readonly string[]): UserError {
  const [first = '', second = ''] = args.filter((arg) => !arg.startsWith('-'));
  if (first === 'help') {
    return new UserError('invalid', `There is no verb "${second}"`, {
      fix: 'See them with "vfjobs --help".',
    });
  }
  return new UserError('invalid', `"vfjobs ${first}" needs to be told what to do`, {
    fix: `See "${helpFor(args)}".`,
  });
}

function helpFor(args: readonly string[]): string {
  const verb = args.find((arg) => verbNames.includes(arg));
  return verb === undefined ? 'vfjobs --help' : `vfjobs ${verb} --help`;
}
