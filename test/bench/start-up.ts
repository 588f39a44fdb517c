import { setTimeout as delay } from 'node:timers/promises';
import { launcherPath } from '../helpers/built-program.ts';
import { startInPty } from '../helpers/pty-program.ts';
import { type BenchProject, openBenchProject } from './bench-project.ts';
import type { Bench, Measurement } from './measurement.ts';
import { timeNode } from './node-floor.ts';
import { median } from './statistics.ts';

const rounds = 9;
const frameEnd = '\x1b[?2026l';

/** From starting the process to the first byte, the first whole frame and the first row of data. */
export const startUp: Bench = {
  name: 'start-up',
  about:
    'the console from its start to its first frame in a pty of 120x40, next to "node -e 0", turn by turn; without settings, and with a file of them that holds a context',
  async measure({ say }) {
    await using project = await openBenchProject();
    await project.seed(50);
    const bare: StartTimes[] = [];
    const inContext: StartTimes[] = [];
    const floors: number[] = [];
    // The first start fills the compile cache.
    await timeConsole(project, project.env);
    await timeConsole(project, project.contextEnv);
    for (let round = 0; round < rounds; round++) {
      const turns = [
        async () => void floors.push(await timeNode()),
        async () => void bare.push(await timeConsole(project, project.env)),
        async () => void inContext.push(await timeConsole(project, project.contextEnv)),
      ];
      // Each begins some rounds, and none while the one before is still being cleaned up.
      for (let turn = 0; turn < turns.length; turn++) {
        await delay(150);
        await turns[(turn + round) % turns.length]?.();
      }
      say(`round ${round + 1} of ${rounds}`);
    }
    return [...results('start-up', bare, floors), ...results('start-up in a context', inContext, floors)];
  },
};

interface StartTimes {
  readonly paint: number;
  readonly frame: number;
  readonly rows: number;
}

function results(name: string, times: readonly StartTimes[], floors: readonly number[]): Measurement[] {
  const ratio = (time: (one: StartTimes) => number) => median(times.map(time)) / median(floors);
  return [
    { name: `${name}: first paint`, unit: 'x', value: ratio(({ paint }) => paint), max: 1.3 },
    { name: `${name}: first full frame`, unit: 'x', value: ratio(({ frame }) => frame), max: 5 },
    { name: `${name}: first rows`, unit: 'x', value: ratio(({ rows }) => rows) },
  ];
}

/** @param env without settings, or with a file of settings whose current context the console opens */
async function timeConsole(project: BenchProject, env: BenchProject['env']): Promise<StartTimes> {
  const began = performance.now();
  const pty = startInPty({ file: process.execPath, args: [launcherPath], env, cwd: project.dir });
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
