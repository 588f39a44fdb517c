import { type Command, CommanderError } from 'commander';
import { UserError } from '../model/errors.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { createInvocation } from './invocation.ts';
import { printError } from './print-error.ts';
import { createProgram } from './program.ts';
import { completedByName, verbsFor } from './verbs.ts';
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
  let program: Command | null = null;
  try {
    program = createProgram(await verbsFor(args), (parsed) => createInvocation(parsed, wiring, endWith));
    await program.parseAsync(completedByName(args), { from: 'user' });
    return exitCode;
  } catch (thrown) {
    // Help and version end by an error of commander's, too.
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return exitCodes.completed;
    wiring.leaveSplash();
    return printError(
      thrown instanceof CommanderError ? usageError(thrown, args, program) : thrown,
      args.includes('--json'),
      process.env,
    );
  }
}

/** Commander's complaint (`error: unknown option '--x'\n(Did you mean --y?)`) as one of ours. */
function usageError(
  { code, message }: CommanderError,
  args: readonly string[],
  program: Command | null,
): UserError {
  if (code === 'commander.help') return incomplete(args, program);
  const [first = '', ...more] = message.replace(/^error: /, '').split('\n');
  const hint = more.join(' ').replace(/^\(|\)$/g, '');
  return new UserError('invalid', first, { fix: hint === '' ? `See "${helpFor(args, program)}".` : hint });
}

/** Where commander would print help instead of doing anything: `vfjobs help frob`, `vfjobs contexts`. */
function incomplete(args: readonly string[], program: Command | null): UserError {
  const [first = '', second = ''] = args.filter((arg) => !arg.startsWith('-'));
  if (first === 'help') {
    return new UserError('invalid', `There is no verb "${second}"`, {
      fix: 'See them with "vfjobs --help".',
    });
  }
  return new UserError('invalid', `"vfjobs ${first}" needs to be told what to do`, {
    fix: `See "${helpFor(args, program)}".`,
  });
}

/** The help of the verb that was typed, and of the one within it: `vfjobs schedules show --help`. */
function helpFor(args: readonly string[], program: Command | null): string {
  const words: string[] = [];
  let command = program;
  for (const arg of args) {
    const nested = command?.commands.find((each) => each.name() === arg || each.aliases().includes(arg));
    if (nested === undefined) continue;
    words.push(nested.name());
    command = nested;
  }
  return ['vfjobs', ...words, '--help'].join(' ');
}
