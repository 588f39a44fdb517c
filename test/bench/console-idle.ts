import { setTimeout as delay } from 'node:timers/promises';
import type { PtyProgram } from '../helpers/pty-program.ts';
import { openBenchProject } from './bench-project.ts';
import type { Bench, Measurement } from './measurement.ts';
import { figuresOf, hasProcessFigures } from './process-figures.ts';

const batch = 'b0000000-0000-4000-8000-0000000000f1';
const seconds = 12;
/** What follows a key, such as reading ahead and the collector's work, is no idleness yet. */
const settleMs = 4_000;
/** The age of a run is counted in seconds for so long. */
const youngMs = 61_000;
const minute = 60_000;

export const consoleIdle: Bench = {
  name: 'console-idle',
  about: `the console with nothing to tell, ${seconds} s each on runs, a run and a batch, and with a running run: bytes, processor time, wakeups`,
  async measure({ say }) {
    if (!hasProcessFigures) {
      say('not measured: it reads /proc, which only Linux has');
      return [];
    }
    await using project = await openBenchProject();
    const seeding = Date.now();
    await project.seed(60, batch);
    const steps = [0, seeding, Date.now()];
    const pty = await project.openConsole();
    pty.press('t');
    await pty.waitFor('CREATED');
    const { runId, attempt } = await project.remote();
    const begun = Date.now();
    await pty.waitFor('task:remote');
    await delay(settleMs);
    const running = await idleFigures(pty, steps);
    attempt.finish();
    await project.ended(runId);
    await delay(begun + youngMs - Date.now());
    const results: Measurement[] = [];
    for (const [name, open] of Object.entries(places)) {
      await open(pty);
      await delay(settleMs);
      const figures = await idleFigures(pty, steps);
      say(
        `${name}: ${figures.bytes} B, ${(figures.cpu * 100).toFixed(2)} %, ${figures.wakeups.toFixed(1)} wakeups/s`,
      );
      results.push(...judgedIdle(name, figures));
    }
    return [
      ...results,
      { name: 'a running run counts its seconds: share of a core', unit: 'x', value: running.cpu, max: 0.01 },
      {
        name: 'a running run counts its seconds: output',
        unit: 'B/s',
        value: running.bytes / seconds,
        max: 60,
      },
    ];
  },
};

/** What is shown while nothing happens, in this order, and how to get there. */
const places: Readonly<Record<string, (pty: PtyProgram) => Promise<void>>> = {
  async runs(pty) {
    pty.press('g');
    await pty.waitFor('CREATED');
  },
  async 'a run'(pty) {
    pty.press('enter');
    await pty.waitFor('1 Overview');
  },
  async 'a batch'(pty) {
    pty.press('escape');
    await pty.waitFor('CREATED');
    pty.press('2');
    await pty.waitFor('000000f1');
    pty.press('enter');
    await pty.waitFor('HEAT STRIP');
  },
};

function judgedIdle(name: string, { cpu, wakeups, bytes }: IdleFigures): Measurement[] {
  return [
    { name: `nothing changes, ${name}: output`, unit: 'B', value: bytes, max: 0 },
    { name: `nothing changes, ${name}: share of a core`, unit: 'x', value: cpu, max: 0.002 },
    { name: `nothing changes, ${name}: wakeups`, unit: '/s', value: wakeups, max: 5 },
  ];
}

interface IdleFigures {
  /** Share of a core. */
  readonly cpu: number;
  /** A second. */
  readonly wakeups: number;
  readonly bytes: number;
}

/**
 * Between the steps of what is told in minutes: the clock of the title, and the ages of the runs.
 * @param steps times from which a minute is counted, the last two as the ends of a span, epoch ms
 */
async function idleFigures(pty: PtyProgram, steps: readonly number[]): Promise<IdleFigures> {
  while (!isCalm(Date.now(), steps)) await delay(500);
  const before = figuresOf(pty.pid);
  pty.resetTraffic();
  await delay(seconds * 1000);
  const after = figuresOf(pty.pid);
  return {
    cpu: (after.cpuMs - before.cpuMs) / (seconds * 1000),
    wakeups: (after.wakeups - before.wakeups) / seconds,
    bytes: pty.traffic.bytes,
  };
}

/** True when none of the steps is taken while it is measured. */
function isCalm(now: number, [clock = 0, from = 0, to = 0]: readonly number[]): boolean {
  const windowMs = seconds * 1000 + 500;
  const untilClock = minute - ((now - clock) % minute);
  const untilFrom = minute - ((now - from) % minute);
  return untilClock > windowMs && untilFrom > windowMs && untilFrom < minute - (to - from) - 500;
}
