import { openBenchProject } from './bench-project.ts';
import { type KeyTimes, openLiveLog, pressInLog } from './live-log.ts';
import type { Bench } from './measurement.ts';
import { pauseOfTypist } from './screen-changes.ts';
import { percentile } from './statistics.ts';

const bytesPerSecond = 20_000;
const linesPerSecond = 10_000;
const keys = 40;

export const slowTerminal: Bench = {
  name: 'slow-terminal',
  about: `from a key press to its frame when the terminal takes ${bytesPerSecond / 1000} kB/s and the log grows by ${linesPerSecond} lines a second`,
  async measure({ say }) {
    await using project = await openBenchProject();
    const { attempt } = await project.remote();
    const pty = await project.openConsole({ bytesPerSecond });
    await pty.waitFor('task:remote');
    await openLiveLog(pty);
    attempt.flood(linesPerSecond);
    await pty.waitFor('step=', 10_000);
    const times: KeyTimes[] = [];
    for (let press = 0; press < keys; press++) {
      await pauseOfTypist();
      times.push(await pressInLog(pty));
    }
    say(times.map(({ word, frame }) => `${Math.round(word)}/${Math.round(frame)}`).join(' '));
    attempt.finish();
    const words = times.map(({ word }) => word);
    const frames = times.map(({ frame }) => frame);
    return [
      { name: 'key, 20 kB/s terminal, p50', unit: 'ms', value: percentile(words, 0.5), max: 100 },
      { name: 'key, 20 kB/s terminal, p99', unit: 'ms', value: percentile(words, 0.99) },
      { name: 'key, 20 kB/s terminal, frame p50', unit: 'ms', value: percentile(frames, 0.5) },
    ];
  },
};
