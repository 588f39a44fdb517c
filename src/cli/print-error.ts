import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { Environment } from '../config/environment.ts';
import { userStateDir } from '../config/user-folders.ts';
import { messageOf, UserError } from '../model/errors.ts';
import { sanitize } from '../terminal/sanitize.ts';
import { type ExitCode, exitCodeOfError, exitCodes } from './exit-codes.ts';

/**
 * Tells the user of a failure on stderr, never with a stack trace: that goes to a trace file when
 * `VFJOBS_TRACE=1` asks for it.
 * @param json as `{"error":{code,message,fix}}` on one line, with `problems` where members of what was given are wrong
 * @returns what the process is to end with
 */
export function printError(thrown: unknown, json: boolean, env: Environment): ExitCode {
  const traceFile = env['VFJOBS_TRACE'] === '1' ? writeTrace(thrown, env) : null;
  const { code, message, fix, exitCode } = describe(thrown, traceFile);
  const problems = thrown instanceof UserError && thrown.problems.length > 0 ? thrown.problems : undefined;
  process.stderr.write(
    json
      ? `${JSON.stringify({ error: { code, message, fix, problems } })}\n`
      : `vfjobs: ${sanitize(message)}\n${fix === null ? '' : `  ${sanitize(fix)}\n`}`,
  );
  return exitCode;
}

function describe(thrown: unknown, traceFile: string | null) {
  if (thrown instanceof UserError) {
    const { kind, message, fix } = thrown;
    return { code: kind, message, fix: fix ?? null, exitCode: exitCodeOfError(kind) };
  }
  return {
    code: 'bug',
    message: `Something went wrong in vfjobs itself: ${messageOf(thrown)}`,
    fix:
      traceFile === null
        ? 'Set VFJOBS_TRACE=1 and try again: the details then go to a file to report with it'
        : `Please report it with ${traceFile}`,
    exitCode: exitCodes.failed,
  };
}

/** Appends everything known of a failure; null when that cannot be written. */
export function writeTrace(thrown: unknown, env: Environment): string | null {
  const folder = userStateDir(env);
  const file = join(folder, 'trace.log');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    appendFileSync(file, `${new Date().toISOString()} ${inspect(thrown, { depth: 5 })}\n`, { mode: 0o600 });
    return file;
  } catch {
    return null;
  }
}
