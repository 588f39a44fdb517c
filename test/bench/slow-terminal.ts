import { openBenchProject } from './bench-project.ts';
import { type KeyTimes, openLiveLog, pressInLog } from './live-log.ts';
import type { Bench, BenchRun, Measurement } from './measurement.ts';
import { pauseOfTypist } from './screen-changes.ts';
import { percentile } from './statistics.ts';

const bytesPerSecond = 20_000;
const linesPerSecond = 10_000;
/** What a far link adds to the way of what is printed, in ms. */
const farMs = 300;
const keys = 40;

export const slowTerminal: Bench = {
  name: 'slow-terminal',
  about: `from a key press to its frame when the terminal takes ${bytesPerSecond / 1000} kB/s, at once and with a way of ${farMs} ms, and the log grows by ${linesPerSecond} lines a second`,
  async measure(run) {
    return [
      ...(await measureTerminal(run, 'key, 20 kB/s terminal', 0)),
      ...(await measureTerminal(run, `key, 20 kB/s and ${farMs} ms away`, farMs)),
    ];
  },
};

/** @param delayMs how long what the program prints is under way: no word can be there sooner */
async function measureTerminal({ say }: BenchRun, name: string, delayMs: number): Promise<Measurement[]> {
  await using project = await openBenchProject();
  const { attempt } = await project.remote();
  const pty = await project.openConsole({ bytesPerSecond, delayMs });
  await pty.waitFor('task:remote');
  await openLiveLog(pty);
  attempt.flood(linesPerSecond);
  await pty.waitFor('step=', 10_000);
  pty.resetTraffic();
  const began = performance.now();
  const times: KeyTimes[] = [];
  for (let press = 0; press < keys; press++) {
    await pauseOfTypist();
    times.push(await pressInLog(pty));
  }
  say(times.map(({ word, frame }) => `${Math.round(word)}/${Math.round(frame)}`).join(' '));
  const output = (pty.traffic.bytes * 1000) / (performance.now() - began);
  attempt.finish();
  const words = times.map(({ word }) => word);
  const frames = times.map(({ frame }) => frame);
  return [
    { name: `${name}, p50`, unit: 'ms', value: percentile(words, 0.5), max: 100 + delayMs },
    { name: `${name}, p99`, unit: 'ms', value: percentile(words, 0.99) },
    { name: `${name}, frame p50`, unit: 'ms', value: percentile(frames, 0.5) },
    { name: `${name}: output`, unit: 'B/s', value: output, max: bytesPerSecond },
  ];
}
