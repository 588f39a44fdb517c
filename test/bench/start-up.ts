import { launcherPath } from '../helpers/built-program.ts';
import { startInPty } from '../helpers/pty-program.ts';
import { type BenchProject, openBenchProject } from './bench-project.ts';
import type { Bench } from './measurement.ts';
import { timeNode } from './node-floor.ts';
import { median } from './statistics.ts';

const rounds = 9;
const frameEnd = '\x1b[?2026l';

/** From starting the process to the first byte, the first whole frame and the first row of data. */
export const startUp: Bench = {
  name: 'start-up',
  about:
    'the console from its start to its first frame in a pty of 120x40, next to "node -e 0", turn by turn',
  async measure({ say }) {
    await using project = await openBenchProject();
    await project.seed(50);
    const times: Awaited<ReturnType<typeof timeConsole>>[] = [];
    const floors: number[] = [];
    await timeConsole(project); // The first start fills the compile cache.
    for (let round = 0; round < rounds; round++) {
      floors.push(await timeNode());
      times.push(await timeConsole(project));
      say(`round ${round + 1} of ${rounds}`);
    }
    const ratio = (values: readonly number[]) => median(values) / median(floors);
    return [
      { name: 'start-up: first paint', unit: 'x', value: ratio(times.map(({ paint }) => paint)), max: 1.3 },
      {
        name: 'start-up: first full frame',
        unit: 'x',
        value: ratio(times.map(({ frame }) => frame)),
        max: 5,
      },
      { name: 'start-up: first rows', unit: 'x', value: ratio(times.map(({ rows }) => rows)) },
    ];
  },
};

async function timeConsole(project: BenchProject) {
  const began = performance.now();
  const pty = startInPty({
    file: process.execPath,
    args: [launcherPath],
    env: project.env,
    cwd: project.dir,
  });
  let paint = 0;
  let frame = 0;
  let latest = 0;
  pty.onOutput((chunk) => {
    latest = performance.now() - began;
    if (paint === 0) paint = latest;
    if (frame === 0 && chunk.includes(frameEnd)) frame = latest;
  });
  await pty.waitFor('task:noop', 30_000);
  const rows = latest;
  pty.press('q');
  await pty.exit;
  await pty.close();
  return { paint, frame, rows };
}
