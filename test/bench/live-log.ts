import type { ScreenView } from '../helpers/emulated-screen.ts';
import type { PtyProgram } from '../helpers/pty-program.ts';
import { latencyOf } from './screen-changes.ts';

/** Opens the run under the cursor at its events and log; the log has the focus. */
export async function openLiveLog(pty: PtyProgram): Promise<void> {
  pty.press('enter');
  await pty.waitFor(/>LOG \d/);
}

export interface KeyTimes {
  /** Milliseconds until the word that the key brings was read. */
  readonly word: number;
  /** Milliseconds until its whole frame was read: a terminal that knows synchronized updates shows it then. */
  readonly frame: number;
}

/** Presses the key that wraps long lines, measures how long the word for it takes, and presses it again. */
export async function pressInLog(pty: PtyProgram): Promise<KeyTimes> {
  let word = 0;
  const pressed = performance.now();
  let seen = '';
  const stop = pty.onOutput((chunk) => {
    seen = seen.slice(-8) + chunk.toString('latin1');
    if (word === 0 && seen.includes('wrap')) word = performance.now() - pressed;
  });
  const frame = await latencyOf(pty, 'w', (view) => isWrapped(view));
  stop();
  await latencyOf(pty, 'w', (view) => !isWrapped(view));
  return { word, frame };
}

/** Lines of the log that the console has, as its heading says. */
export function linesShown(view: ScreenView): number {
  return Number(/LOG ([\d,]+) lines/.exec(view.text())?.[1]?.replaceAll(',', ''));
}

function isWrapped(view: ScreenView): boolean {
  return view.lines().some((line) => /LOG \d.* wrap\b/.test(line));
}
