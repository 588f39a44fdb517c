import type { PtyProgram } from '../helpers/pty-program.ts';
import { openBenchProject } from './bench-project.ts';
import { inSeries, latencyResults } from './latency-series.ts';
import { linesShown, openLiveLog, pressInLog } from './live-log.ts';
import type { Bench } from './measurement.ts';
import { figuresOf, hasProcessFigures } from './process-figures.ts';
import { isInverse, latencyOf, pauseOfTypist, trafficIn } from './screen-changes.ts';

const keys = 100;
const linesPerSecond = 10_000;

export const keyLatency: Bench = {
  name: 'key-latency',
  about: `from a key press to its frame: in the list while nothing happens, and in a log that grows by ${linesPerSecond} lines a second`,
  async measure(run) {
    await using project = await openBenchProject();
    await project.seed(60);
    const { attempt } = await project.remote();
    const pty = await project.openConsole();
    await pty.waitFor('task:remote');
    const idle = await inSeries(run, 'idle', () => cursorLatencies(pty));

    await openLiveLog(pty);
    const quiet = await inSeries(run, 'log, quiet', () => logLatencies(pty));
    attempt.flood(linesPerSecond);
    await pty.waitFor('step=', 5000);
    const flood = await inSeries(run, 'log, flood', () => logLatencies(pty));
    const seconds = 5;
    const before = linesShown(pty.view);
    const cpuBefore = hasProcessFigures ? figuresOf(pty.pid).cpuMs : Number.NaN;
    const traffic = await trafficIn(pty, seconds);
    const taken = linesShown(pty.view) - before;
    const cpu = hasProcessFigures ? figuresOf(pty.pid).cpuMs - cpuBefore : Number.NaN;
    attempt.finish();
    return [
      ...latencyResults('key, idle list', idle, { p50: 5, p99: 16 }),
      ...latencyResults('key, quiet log', quiet, { p50: 5, p99: 16 }),
      ...latencyResults('key, 10,000 lines/s', flood, { p99: 16 }),
      {
        name: 'flood: lines taken / printed',
        unit: 'x',
        value: taken / (linesPerSecond * seconds),
        min: 0.9,
      },
      { name: 'flood: frames', unit: '/s', value: traffic.frames / seconds, min: 20, max: 35 },
      { name: 'flood: output', unit: 'B/s', value: traffic.bytes / seconds, max: 40_000 },
      { name: 'flood: share of a core', unit: 'x', value: cpu / (seconds * 1000), max: 0.15 },
    ];
  },
};

/** The cursor goes down and up again; its frame is the one in which the other row is reversed. */
async function cursorLatencies(pty: PtyProgram): Promise<number[]> {
  const top = pty.screen().findIndex((_, row) => isInverse(pty.view, row));
  const latencies: number[] = [];
  for (let press = 0; press < keys; press++) {
    const [key, row] = press % 2 === 0 ? ['down', top + 1] : ['up', top];
    latencies.push(await latencyOf(pty, String(key), (view) => isInverse(view, Number(row))));
    await pauseOfTypist();
  }
  return latencies;
}

async function logLatencies(pty: PtyProgram): Promise<number[]> {
  const latencies: number[] = [];
  for (let press = 0; press < keys; press++) {
    latencies.push((await pressInLog(pty)).frame);
    await pauseOfTypist();
  }
  return latencies;
}
