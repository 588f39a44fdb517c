import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { childrenOf } from '../soak/storm/children.ts';
import { openBenchProject } from './bench-project.ts';
import type { Bench } from './measurement.ts';

const seconds = 20;
/** The thread that watches for the end of the daemon takes 10 MB of it; started with the run, it would delay the first line by a third of a boot. */
const spareBytes = 24_000_000;
/** Of one tick in /proc: fixed for programs, whatever the kernel uses. */
const tickMs = 10;

export const idle: Bench = {
  name: 'idle',
  about: `an executor with nothing to do and a spare child, for ${seconds} s: bytes to the disk, processor time, memory of the spare`,
  async measure({ say }) {
    if (process.platform !== 'linux') {
      say('not measured: it reads /proc, which only Linux has');
      return [];
    }
    await using project = await openBenchProject();
    await project.seed(2); // The first attempt boots the first spare.
    await delay(3000); // What follows the end of a run, such as closing files, is no idleness yet.
    const { pid } = project.server;
    const before = { cpu: cpuMs(pid), written: writtenBytes(pid) };
    await delay(seconds * 1000);
    const after = { cpu: cpuMs(pid), written: writtenBytes(pid) };
    const [spare] = await childrenOf(pid);
    if (spare === undefined) throw new Error('no spare child waits');
    const memory = privateBytes(spare);
    say(
      `${after.written - before.written} bytes written, ${after.cpu - before.cpu} ms of processor, spare ${Math.round(memory / 1e6)} MB`,
    );
    return [
      { name: 'idle: written to disk', unit: 'B', value: after.written - before.written, max: 0 },
      {
        name: 'idle: share of a core',
        unit: 'x',
        value: (after.cpu - before.cpu) / (seconds * 1000),
        max: 0.005,
      },
      { name: 'idle: memory of a spare alone', unit: 'B', value: memory, max: spareBytes },
    ];
  },
};

function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

function writtenBytes(pid: number): number {
  return numberIn(`/proc/${pid}/io`, /^write_bytes: (\d+)/m);
}

/**
 * What its end would give back. What it shares with other processes of the same program depends on how many of
 * them there are: a bare Node has 12 to 27 MB of it by proportion, and 9 MB of its own always.
 */
function privateBytes(pid: number): number {
  const file = `/proc/${pid}/smaps_rollup`;
  return 1024 * (numberIn(file, /^Private_Clean: +(\d+) kB/m) + numberIn(file, /^Private_Dirty: +(\d+) kB/m));
}

function numberIn(path: string, pattern: RegExp): number {
  return Number(pattern.exec(readFileSync(path, 'latin1'))?.[1]);
}
