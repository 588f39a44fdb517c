import type { ColorDepth } from './style.ts';

/** What may be sent to this terminal. */
export interface TerminalCapabilities {
  /** Both streams lead to a terminal that can place its cursor: the console can run. */
  readonly interactive: boolean;
  /** A sentence that says why it is not interactive; null when it is. */
  readonly reason: string | null;
  readonly color: ColorDepth;
  /** Only ASCII may be sent. */
  readonly ascii: boolean;
}

/** What the user asked for on the command line. */
export interface TerminalWishes {
  readonly noColor?: boolean | undefined;
  readonly ascii?: boolean | undefined;
}

/** Reads the environment once, so that nothing else guesses. Wishes win over it. */
export function detectCapabilities(
  env: NodeJS.ProcessEnv,
  streams: { readonly stdin: { readonly isTTY?: boolean }; readonly stdout: { readonly isTTY?: boolean } },
  wishes: TerminalWishes = {},
): TerminalCapabilities {
  const reason = whyNotInteractive(env, streams);
  const isTerminal = streams.stdout.isTTY === true && env['TERM'] !== 'dumb';
  return {
    interactive: reason === null,
    reason,
    color: wishes.noColor === true ? 'none' : colorOf(env, isTerminal),
    ascii: wishes.ascii ?? !isUtf8(env),
  };
}

function whyNotInteractive(
  env: NodeJS.ProcessEnv,
  streams: { readonly stdin: { readonly isTTY?: boolean }; readonly stdout: { readonly isTTY?: boolean } },
): string | null {
  if (streams.stdout.isTTY !== true) return 'The output is not a terminal.';
  if (streams.stdin.isTTY !== true) return 'The input is not a terminal.';
  // CI alone is no reason: people do open a terminal in a CI job to look around.
  return env['TERM'] === 'dumb' ? 'TERM=dumb: this terminal cannot place its cursor.' : null;
}

/** FORCE_COLOR wins over NO_COLOR, as in Node itself (https://force-color.org, https://no-color.org). */
function colorOf(env: NodeJS.ProcessEnv, isTerminal: boolean): ColorDepth {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced === '0' || forced === 'false' ? 'none' : '16';
  const refused = env['NO_COLOR'] ?? '';
  return refused === '' && isTerminal ? '16' : 'none';
}

/** The first of the three that is set decides, as POSIX has it. None set: a bare container, taken for UTF-8. */
function isUtf8(env: NodeJS.ProcessEnv): boolean {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((value) => (value ?? '') !== '') ?? '';
  return locale === '' || /utf-?8/i.test(locale);
}
