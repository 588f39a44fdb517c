import { setTimeout as delay } from 'node:timers/promises';
import { logPrefix, logPrefixLength } from '../../src/model/log.ts';
import type { PtyProgram } from '../helpers/pty-program.ts';
import { openBenchProject } from './bench-project.ts';
import { inSeries, latencyResults } from './latency-series.ts';
import { linesShown, pressInLog } from './live-log.ts';
import type { Bench, BenchRun, Measurement } from './measurement.ts';
import { figuresOf } from './process-figures.ts';
import { isInverse, latencyOf, pauseOfTypist } from './screen-changes.ts';
import { percentile } from './statistics.ts';

const runs = 100_000;
const keys = 60;
const lines = 1_000_000;
/** With time, stream and line feed. */
const lineBytes = 87;
const megabyte = 1_000_000;

export const largeConsole: Bench = {
  name: 'large-console',
  about: `the console on a store of ${runs} runs: reading, sorting and filtering them over the API, keys in the list and in a batch, memory with all runs and a log of ${lines} lines`,
  async measure(run) {
    // One more than they are, so that nothing is pruned away meanwhile.
    const settings = { retention: { days: 36_500, runs: runs * 2 } };
    await using project = await openBenchProject({}, settings, {
      runs,
      eventsPerRun: 1,
      logOfNewest: longLog(),
    });
    const pty = await project.openConsole();
    pty.press('t');
    await pty.waitFor('CREATED');
    const floor = await run.nodeFloor();
    const few = await cursorSeries(run, pty, 'first page loaded');
    const rss = { start: figuresOf(pty.pid).rssBytes, list: 0, log: 0 };
    const batch = await batchLatencies(run, pty);
    const list = await listOperations(run, pty, floor);
    rss.list = figuresOf(pty.pid).rssBytes;
    const many = await cursorSeries(run, pty, 'all runs loaded');
    const log = await readLongLog(run, pty);
    rss.log = log.rssBytes;
    const megabytes = Object.entries(rss).map(
      ([name, bytes]) => `${name} ${Math.round(bytes / megabyte)} MB`,
    );
    run.say(`memory: ${megabytes.join(', ')}`);
    return [
      ...latencyResults('key, batch of 500', batch, { p50: 5, p99: 16 }),
      ...latencyResults('key, 100,000 runs loaded', many, { p50: 5, p99: 16 }),
      { name: 'key p50: 100,000 / 100 runs loaded', unit: 'x', value: many.p50 / few.p50, max: 2 },
      ...list,
      ...log.results,
      { name: 'memory of a loaded run', unit: 'B', value: (rss.list - rss.start) / runs, max: 1_500 },
      {
        name: 'memory of a log line / its bytes',
        unit: 'x',
        value: (rss.log - rss.list) / (lines * lineBytes),
        max: 1.5,
      },
      { name: 'memory: 100,000 runs and 1,000,000 lines', unit: 'B', value: rss.log, max: 300 * megabyte },
    ];
  },
};

/** The cursor goes down and up again in the middle of the list. */
function cursorSeries(run: BenchRun, pty: PtyProgram, name: string) {
  return inSeries(run, name, async () => {
    const top = pty.screen().findIndex((_, row) => isInverse(pty.view, row));
    const [there, back] = top > pty.view.rows / 2 ? ['up', 'down'] : ['down', 'up'];
    const next = there === 'up' ? top - 1 : top + 1;
    const latencies: number[] = [];
    for (let press = 0; press < keys; press++) {
      const [key, row] = press % 2 === 0 ? [there, next] : [back, top];
      latencies.push(await latencyOf(pty, String(key), (view) => isInverse(view, Number(row))));
      await pauseOfTypist();
    }
    return latencies;
  });
}

/** One batch of 500 runs, a hundred of them failed: the cursor moves in its runs. */
async function batchLatencies(run: BenchRun, pty: PtyProgram) {
  pty.press('2');
  await pty.waitFor(/PROGRESS[\s\S]*0000/);
  pty.press('enter');
  await pty.waitFor(/HEAT STRIP[\s\S]*in 7d[\s\S]*STARTED/);
  await pty.quiet();
  const figures = await cursorSeries(run, pty, 'batch');
  pty.press('1');
  await pty.waitFor('CREATED');
  return figures;
}

/** What a person waits for, from the key to the frame that shows it. */
async function listOperations(run: BenchRun, pty: PtyProgram, floor: number): Promise<Measurement[]> {
  const results: Measurement[] = [];
  const operation = async (name: string, act: () => void, seen: (text: string) => boolean, max: number) => {
    const began = performance.now();
    act();
    await pty.waitFor((view) => seen(view.text()), 240_000, name);
    const took = performance.now() - began;
    run.say(`${name}: ${took.toFixed(0)} ms`);
    results.push({ name: `100,000 runs, ${name} / node -e 0`, unit: 'x', value: took / floor, max });
    await pty.quiet();
  };
  const says = (text: string) => (shown: string) => shown.split('\n')[3]?.includes(text) === true;
  const filter = async (name: string, text: string, head: string) => {
    pty.press('/');
    await pty.quiet();
    pty.type(text);
    await operation(name, () => pty.press('enter'), says(head), 12);
    pty.press('escape');
    await pty.waitFor((view) => !says(head)(view.text()));
  };
  await filter(
    'filter at the server',
    'status:failed target:task:mail',
    '5,000 of 100,000 matched by server',
  );
  // The list anew, after the filter.
  await pty.waitFor('100 of 100,000 loaded');
  await pty.quiet();
  await operation('read to the end', () => pty.press('G'), says(' 100,000 runs'), 600);
  await filter('filter here', '-kind:eval error:429', '0 match, local: over 100,000');
  pty.press('s');
  await pty.quiet();
  await operation('sort by time of change', () => pty.press('down', 'enter'), says('sort: -updated'), 12);
  return results;
}

/** A search has the log read back to its start; keys are pressed meanwhile. */
async function readLongLog({ say }: BenchRun, pty: PtyProgram) {
  pty.press('g');
  await pty.quiet();
  pty.press('enter');
  await pty.waitFor('1 Overview');
  pty.press('2');
  await pty.waitFor(/LOG \d/);
  await pty.quiet();
  pty.press('f'); // The heading whole: it tells what the key has done.
  await pty.quiet();
  const began = performance.now();
  pty.press('/');
  await pty.quiet();
  pty.type('no such text');
  pty.press('enter');
  const words: number[] = [];
  while (linesShown(pty.view) < lines - 10_000 && performance.now() - began < 120_000) {
    words.push((await pressInLog(pty)).word);
    await pauseOfTypist();
  }
  say(`a log of ${linesShown(pty.view)} lines read in ${(performance.now() - began).toFixed(0)} ms`);
  await pty.waitFor((view) => linesShown(view) >= lines - 10_000);
  await delay(3_000);
  return {
    rssBytes: figuresOf(pty.pid).rssBytes,
    results: [
      {
        name: 'key, a long log is read and searched, p50',
        unit: 'ms',
        value: percentile(words, 0.5),
        max: 16,
      },
      { name: 'key, a long log is read and searched, p99', unit: 'ms', value: percentile(words, 0.99) },
    ] satisfies Measurement[],
  };
}

/** A million lines in the form of `src/model/log.ts`. */
function longLog(): string {
  const rest = lineBytes - logPrefixLength - 1;
  const line = (n: number) =>
    `${logPrefix(1_766_000_000_000 + n, 'stdout')}${`INFO step=${n} `.padEnd(rest, 'loss=0.12345 ')}\n`;
  return Array.from({ length: lines }, (_, n) => line(n)).join('');
}
