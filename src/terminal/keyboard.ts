import type { ReadStream } from 'node:tty';
import type { Clock } from '../lib/clock.ts';
import type { Compositor } from './compositor.ts';
import type { Ending } from './exits.ts';
import { InkStdin } from './ink-streams.ts';
import { createSequenceJoiner, lateSequenceIn } from './join-sequences.ts';
import { type MouseEvent, withoutMouse } from './mouse.ts';
import { createReplyFilter, lateReplyIn } from './replies.ts';
import { createKeySplitter } from './split-keys.ts';

/** The part of a terminal's input stream that a session uses; `process.stdin` is one. */
export type TerminalInput = Pick<
  ReadStream,
  'setRawMode' | 'setEncoding' | 'on' | 'off' | 'resume' | 'pause'
>;

/** Longer than this nobody waits for the rest of a sequence (Ink waits 20 ms). */
const pieceMs = 15;

/** The terminal's input: keys go on to Ink, answers to status requests to the compositor. */
export interface Keyboard {
  readonly inkStdin: InkStdin;
  /** Resolves when the terminal owes no answer, or after `timeoutMs`. */
  settled(clock: Clock, timeoutMs: number): Promise<void>;
  close(): void;
}

/**
 * @param listeners told when the terminal gets or loses the keyboard's focus, and what the mouse does
 * @param end called when the terminal hangs up, and for Ctrl-C while nobody listens yet
 */
export function openKeyboard(
  stdin: TerminalInput,
  compositor: Compositor,
  listeners: { onFocus(isFocused: boolean): void; onMouse(event: MouseEvent): void },
  end: (ending: Ending) => void,
): Keyboard {
  const inkStdin = new InkStdin();
  let onReply = () => {};
  const filter = createReplyFilter({
    onStatus() {
      compositor.acknowledge();
      onReply();
    },
    onFocus: listeners.onFocus,
  });
  let escapeAt: number | null = null;
  const splitter = createKeySplitter();
  const joiner = createSequenceJoiner();
  const onData = (chunk: string | Buffer) => {
    const now = performance.now();
    const input = joiner.join(String(chunk), now);
    const escapeAgeMs = escapeAt === null ? 0 : now - escapeAt;
    const isLate = escapeAgeMs > pieceMs;
    const late = isLate ? lateReplyIn(input) : '';
    const heard = filter.keysOf(input).slice(late.length);
    const rest = isLate ? lateSequenceIn(heard, escapeAgeMs) : '';
    const keys = withoutMouse(heard.slice(rest.length), listeners.onMouse);
    escapeAt = keys.endsWith('\x1b') ? now : null;
    if (keys === '') return;
    if (keys.includes('\x03') && inkStdin.listenerCount('readable') === 0) {
      end({ kind: 'signal', signal: 'SIGINT' });
      return;
    }
    for (const key of splitter.split(keys)) inkStdin.push(key);
  };
  const onHangup = () => end({ kind: 'signal', signal: 'SIGHUP' });
  stdin.setEncoding('utf8');
  stdin.on('data', onData);
  stdin.on('end', onHangup);
  stdin.on('error', onHangup);
  return {
    inkStdin,
    settled: (clock, timeoutMs) =>
      new Promise((resolve) => {
        if (!compositor.awaitsReply) {
          resolve();
          return;
        }
        const cancel = clock.after(timeoutMs, resolve);
        onReply = () => {
          cancel();
          resolve();
        };
      }),
    close() {
      stdin.off('data', onData);
      stdin.off('end', onHangup);
    },
  };
}
