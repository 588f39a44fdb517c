import type { ScreenView } from '../helpers/emulated-screen.ts';
import type { PtyProgram } from '../helpers/pty-program.ts';
import { latencyOf } from './screen-changes.ts';

/** Opens the run under the cursor at its events and log; the log has the focus. */
export async function openLiveLog(pty: PtyProgram): Promise<void> {
  pty.press('enter');
  await pty.waitFor(/>LOG \d/);
}

/** Presses a key that changes one word above the log, and tells how long the word took to come or go. */
export async function pressInLog(pty: PtyProgram): Promise<number> {
  const wrapped = isWrapped(pty.view);
  return latencyOf(pty, 'w', (view) => isWrapped(view) !== wrapped);
}

function isWrapped(view: ScreenView): boolean {
  const heading = view.lines().find((line) => line.includes('>LOG '));
  return heading?.includes('  wrap') === true;
}
