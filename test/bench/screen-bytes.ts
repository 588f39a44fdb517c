import { openBenchProject } from './bench-project.ts';
import type { Bench } from './measurement.ts';
import { bytesUntil, cursorRow, trafficIn } from './screen-changes.ts';
import { median } from './statistics.ts';

const rounds = 9;

export const screenBytes: Bench = {
  name: 'screen-bytes',
  about: 'bytes that the console writes at 120x40 for small changes, with a list of 100 runs',
  async measure({ say }) {
    await using project = await openBenchProject();
    await project.seed(100);
    const { attempt } = await project.remote();
    const pty = await project.openConsole();
    await pty.waitFor('task:remote');
    attempt.progress(0, 100);
    await pty.waitFor('0% 0/100');

    const updates: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      const act = () => attempt.progress(round, 100);
      updates.push(await bytesUntil(pty, act, `${round}% ${round}/100`));
    }
    say(`one row: ${updates.join(' ')}`);

    const moves: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const from = cursorRow(pty.view);
      const act = () => pty.press('down');
      moves.push(await bytesUntil(pty, act, (view) => cursorRow(view) === from + 1));
    }
    say(`cursor: ${moves.join(' ')}`);

    const scrolls: number[] = [];
    for (let last = -1; cursorRow(pty.view) !== last; ) {
      last = cursorRow(pty.view);
      pty.press('down');
      await pty.waitFor((view) => cursorRow(view) > last, 300).catch(() => undefined);
    }
    for (let round = 0; round < rounds; round++) {
      const first = pty.screen()[cursorRow(pty.view)];
      const act = () => pty.press('down');
      scrolls.push(await bytesUntil(pty, act, (view) => view.lines()[cursorRow(view)] !== first));
    }
    say(`scroll: ${scrolls.join(' ')}`);

    pty.press('p'); // Held: not even the clock moves.
    await pty.waitFor('HELD');
    const idle = await trafficIn(pty, 3);
    attempt.finish();
    return [
      { name: 'bytes: one-row update', unit: 'B', value: median(updates), max: 60 },
      { name: 'bytes: cursor move', unit: 'B', value: median(moves), max: 350 },
      { name: 'bytes: scroll one line', unit: 'B', value: median(scrolls), max: 500 },
      { name: 'bytes: nothing changes', unit: 'B', value: idle.bytes, max: 0 },
    ];
  },
};
