import type { Command } from 'commander';
import type { Environment } from '../config/environment.ts';
import type { ExitCode } from './exit-codes.ts';
import { type GlobalFlags, readGlobalFlags } from './global-flags.ts';
import { createOutput, type Output } from './output.ts';
import type { Wiring } from './wiring.ts';

/** One call of the program, as its verb sees it. */
export interface Invocation {
  readonly flags: GlobalFlags;
  readonly output: Output;
  readonly env: Environment;
  readonly cwd: string;
  readonly wiring: Wiring;
  /** Sets what the process ends with; 0 unless called. */
  endWith(code: ExitCode): void;
}

/** Adds a verb to the program. `start` is to be called when the verb runs: flags are known then. */
export type AddVerb = (program: Command, start: () => Invocation) => void;

/** @param endWith called by verbs that end with another exit code than 0 */
export function createInvocation(
  program: Command,
  wiring: Wiring,
  endWith: (code: ExitCode) => void,
): Invocation {
  const flags = readGlobalFlags(program);
  return {
    flags,
    output: createOutput({
      json: flags.json,
      plain: flags.plain,
      color: flags.color && !process.env['NO_COLOR'],
      printTable: wiring.printTable,
    }),
    env: process.env,
    cwd: process.cwd(),
    wiring,
    endWith,
  };
}
