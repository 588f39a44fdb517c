import type { PtyProgram } from '../helpers/pty-program.ts';
import { openBenchProject } from './bench-project.ts';
import { linesShown, openLiveLog, pressInLog } from './live-log.ts';
import type { Bench, BenchRun, Measurement } from './measurement.ts';
import { isInverse, latencyOf, pauseOfTypist, trafficIn } from './screen-changes.ts';
import { median, percentile } from './statistics.ts';

const keys = 100;
const series = 3;
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
    const traffic = await trafficIn(pty, seconds);
    const taken = linesShown(pty.view) - before;
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

/** Machines are noisy: three series, and of each figure the median. */
async function inSeries(run: BenchRun, name: string, measure: () => Promise<number[]>) {
  const all: { p50: number; p99: number }[] = [];
  for (let round = 0; round < series; round++) {
    const latencies = await measure();
    all.push({ p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) });
    run.say(`${name}: p50 ${all.at(-1)?.p50.toFixed(1)} ms, p99 ${all.at(-1)?.p99.toFixed(1)} ms`);
  }
  return { p50: median(all.map(({ p50 }) => p50)), p99: median(all.map(({ p99 }) => p99)) };
}

function latencyResults(
  name: string,
  measured: { p50: number; p99: number },
  max: { p50?: number; p99: number },
): Measurement[] {
  return [
    { name: `${name}, p50`, unit: 'ms', value: measured.p50, max: max.p50 },
    { name: `${name}, p99`, unit: 'ms', value: measured.p99, max: max.p99 },
  ];
}
