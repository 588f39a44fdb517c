import type { PtyProgram } from '../helpers/pty-program.ts';
import type { RemoteAttempt } from '../helpers/remote-task.ts';
import { openBenchProject } from './bench-project.ts';
import { openLiveLog } from './live-log.ts';
import type { Bench } from './measurement.ts';
import { bytesUntil, cursorRow, trafficIn } from './screen-changes.ts';
import { median } from './statistics.ts';

const rounds = 9;
const tailedLength = 90;

export const screenBytes: Bench = {
  name: 'screen-bytes',
  about: 'bytes that the console writes at 120x40 for small changes, with a list of 100 runs',
  async measure({ say }) {
    await using project = await openBenchProject();
    await project.seed(100);
    const { attempt } = await project.remote();
    const pty = await project.openConsole();
    await pty.waitFor('task:remote');
    pty.press('t'); // Times of day: ages would change by themselves in the middle of a measurement.
    await pty.waitFor('CREATED');

    const updates = await rowUpdates(pty, attempt);
    const moves = await cursorMoves(pty);
    const scrolls = await scrolledLines(pty);
    pty.press('p'); // Held: not even the clock moves.
    await pty.waitFor('HELD');
    const idle = await trafficIn(pty, 3);
    pty.press('p', 'g');
    const tailed = await tailedLines(pty, attempt);
    attempt.finish();

    for (const [name, bytes] of Object.entries({ updates, moves, scrolls, tailed })) {
      say(`${name}: ${bytes.join(' ')}`);
    }
    return [
      { name: 'bytes: one-row update', unit: 'B', value: median(updates), max: 60 },
      { name: 'bytes: cursor move', unit: 'B', value: median(moves), max: 350 },
      { name: 'bytes: scroll one line', unit: 'B', value: median(scrolls), max: 500 },
      { name: 'bytes: nothing changes', unit: 'B', value: idle.bytes, max: 0 },
      { name: 'bytes: tailed line / its length', unit: 'x', value: median(tailed) / tailedLength },
    ];
  },
};

/** One run of the list tells its progress. */
async function rowUpdates(pty: PtyProgram, attempt: RemoteAttempt): Promise<number[]> {
  attempt.progress(0, 100);
  await pty.waitFor('0% 0/100');
  return inRounds((round) => {
    const shown = `${round}% ${round}/100`;
    return bytesUntil(pty, () => attempt.progress(round, 100), shown);
  });
}

async function cursorMoves(pty: PtyProgram): Promise<number[]> {
  return inRounds(() => {
    const from = cursorRow(pty.view);
    const act = () => pty.press('down');
    return bytesUntil(pty, act, (view) => cursorRow(view) === from + 1);
  });
}

/** The cursor is at the lower end of the pane, and the list moves under it. */
async function scrolledLines(pty: PtyProgram): Promise<number[]> {
  for (let last = -1; cursorRow(pty.view) !== last; ) {
    last = cursorRow(pty.view);
    pty.press('down');
    await pty.waitFor((view) => cursorRow(view) > last, 300).catch(() => undefined);
  }
  return inRounds(() => {
    const selected = pty.screen()[cursorRow(pty.view)];
    const act = () => pty.press('down');
    return bytesUntil(pty, act, (view) => view.lines()[cursorRow(view)] !== selected);
  });
}

/** Lines come into a full log pane, one after the other. */
async function tailedLines(pty: PtyProgram, attempt: RemoteAttempt): Promise<number[]> {
  const line = (number: number) => `${`line-${number} `.padEnd(tailedLength - 1, 'tail ')}\n`;
  await openLiveLog(pty);
  for (let number = -60; number <= 0; number++) attempt.print(line(number));
  await pty.waitFor('line-0 ');
  return inRounds((round) => bytesUntil(pty, () => attempt.print(line(round)), `line-${round} `));
}

/** Measures one after the other, counted from 1. */
async function inRounds(measure: (round: number) => Promise<number>): Promise<number[]> {
  const bytes: number[] = [];
  for (let round = 1; round <= rounds; round++) bytes.push(await measure(round));
  return bytes;
}
