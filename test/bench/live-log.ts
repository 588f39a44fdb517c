import type { PtyProgram } from '../helpers/pty-program.ts';
import { latencyOf } from './screen-changes.ts';

/** Opens the run under the cursor at its events and log, with the log in focus. */
export async function openLiveLog(pty: PtyProgram): Promise<void> {
  pty.press('enter');
  await pty.waitFor(/LOG/);
}

/** Presses a key that changes one word above the log, and tells how long the word took to come. */
export async function pressInLog(pty: PtyProgram): Promise<number> {
  const wrapped = pty.screenText().includes('wrap on');
  return latencyOf(pty, 'w', wrapped ? 'wrap off' : 'wrap on');
}
