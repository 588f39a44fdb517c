import { setTimeout as delay } from 'node:timers/promises';
import type { ScreenView } from '../helpers/emulated-screen.ts';
import type { Awaited, PtyProgram } from '../helpers/pty-program.ts';

/** Bytes that the program wrote from the act until the screen shows what it led to. */
export async function bytesUntil(pty: PtyProgram, act: () => void, claim: Awaited): Promise<number> {
  pty.resetTraffic();
  act();
  await pty.waitFor(claim);
  return pty.traffic.bytes;
}

/** Milliseconds from a key press to the arrival of the output that makes the claim true. */
export async function latencyOf(pty: PtyProgram, key: string, claim: Awaited): Promise<number> {
  let arrived = 0;
  const stop = pty.onOutput(() => {
    arrived = performance.now();
  });
  const pressed = performance.now();
  pty.press(key);
  await pty.waitFor(claim);
  stop();
  return arrived - pressed;
}

/** A person does not type in step with the program's tick. */
export async function pauseOfTypist(): Promise<void> {
  await delay(40 + Math.random() * 90);
}

/** Bytes and frames of a stretch of time. */
export async function trafficIn(pty: PtyProgram, seconds: number) {
  pty.resetTraffic();
  await delay(seconds * 1000);
  return { bytes: pty.traffic.bytes, frames: pty.traffic.frames };
}

/** A place that only the cursor row reverses: tabs and buttons end before it. */
const probeColumn = 60;

/** Index of the row in reverse video, -1 without one. Looks at one cell per row: it is asked after every frame. */
export function cursorRow(view: ScreenView): number {
  for (let row = 0; row < view.rows; row++) if (isInverse(view, row)) return row;
  return -1;
}

/** True when the cursor is on this row. */
export function isInverse(view: ScreenView, row: number): boolean {
  return view.cells(row)[probeColumn]?.style.inverse === true;
}
