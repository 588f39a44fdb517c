import type { Invocation } from '../invocation.ts';
import { openConsole } from '../open-console.ts';

const fallbackLimit = 20;

/** What `vfjobs` without a verb does: opens the console, or lists runs where none can be drawn. */
export async function showConsole(invocation: Invocation): Promise<void> {
  const obstacle = whyNoConsole(invocation);
  if (obstacle === null) {
    const { connectionOf } = await import('../connection.ts');
    return openConsole(invocation, await connectionOf(invocation));
  }
  invocation.output.note(`${obstacle}: listing runs instead of opening the console.`);
  const { printRuns } = await import('./runs.ts');
  await printRuns(invocation, { limit: fallbackLimit });
}

/** Why the console cannot be drawn here; null when it can. */
export function whyNoConsole({ flags, env }: Pick<Invocation, 'flags' | 'env'>): string | null {
  if (flags.json) return '--json was given';
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  if (flags.plain) return isTerminal ? null : '--plain was given';
  if (!isTerminal) return 'This is not a terminal';
  return env['TERM'] === 'dumb'
    ? 'This terminal cannot move its cursor (TERM=dumb; --plain opens a console of lines)'
    : null;
}
