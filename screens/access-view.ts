import { armedUntil, lookOnlyReason } from '../src/store/arming.ts';
import type { ConsoleState } from '../src/store/console-state.ts';
import type { Span } from '../src/terminal/row.ts';

/** The part of the title that says whether keys may act: WRITE, READ, or for how long WRITE is armed. */
export function accessSpan(state: Pick<ConsoleState, 'connection' | 'arming'>, now: number): Span {
  if (lookOnlyReason(state) !== null) return { text: '  READ', style: 'warn' };
  const until = armedUntil(state);
  if (until === null) return { text: '  WRITE' };
  return { text: `  WRITE armed ${leftText(until - now)}`, style: 'bad' };
}

/** Whole minutes, rounded up; the last one in seconds. */
function leftText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return seconds <= 60 ? `${seconds}s` : `${Math.ceil(seconds / 60)}m`;
}
