import { parseArgs } from 'node:util';
import { assertBuilt } from '../helpers/built-program.ts';
import { readBaselines, writeBaselines } from './baselines.ts';
import { consoleIdle } from './console-idle.ts';
import { creation } from './creation.ts';
import { finishing } from './finishing.ts';
import { firstLine } from './first-line.ts';
import { idle } from './idle.ts';
import { intake } from './intake.ts';
import { keyLatency } from './key-latency.ts';
import { largeConsole } from './large-console.ts';
import { fullStore, largeStore } from './large-store.ts';
import { listOperations } from './list-operations.ts';
import { logBytes } from './log-bytes.ts';
import type { Bench, BenchRun } from './measurement.ts';
import { measureNodeFloor } from './node-floor.ts';
import { placeBytes } from './place-bytes.ts';
import { type JudgedMeasurement, judged, tableOf } from './report.ts';
import { schedulesFire, schedulesIdle } from './schedules.ts';
import { screenBytes } from './screen-bytes.ts';
import { slowTerminal } from './slow-terminal.ts';
import { startLatency } from './start-latency.ts';
import { startUp } from './start-up.ts';
import { storeOverhead } from './store-overhead.ts';
import { throughput } from './throughput.ts';

const usage = `npm run bench -- [--only NAME]... [--json] [--update]

  Measures the built program from outside, in one run, and compares with the bars and with
  test/bench/baselines.json. Exits 1 when a bar or a baseline is missed.
`;

const benches: readonly Bench[] = [
  startUp,
  screenBytes,
  placeBytes,
  keyLatency,
  listOperations,
  slowTerminal,
  consoleIdle,
  largeConsole,
  firstLine,
  throughput,
  logBytes,
  creation,
  finishing,
  startLatency,
  storeOverhead,
  intake,
  idle,
  schedulesIdle,
  schedulesFire,
  largeStore,
];

/** Too long for every day: measured when they are asked for by name. */
const onDemand: readonly Bench[] = [fullStore];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
      update: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n${listOf(benches)}\n\n  Only by name:\n${listOf(onDemand)}\n`);
    return;
  }
  assertBuilt();
  const baselines = readBaselines();
  const measured: JudgedMeasurement[] = [];
  for (const bench of chosen(values.only)) {
    const run = benchRun(bench.name);
    const began = performance.now();
    const results = await bench.measure(run);
    run.say(`took ${((performance.now() - began) / 1000).toFixed(0)} s`);
    measured.push(...results.map((result) => judged(bench.name, result, baselines)));
  }
  if (values.update) writeBaselines(baselines, measured);
  process.stdout.write(values.json ? `${JSON.stringify(measured, null, 2)}\n` : `${tableOf(measured)}\n`);
  if (measured.some(({ verdict }) => verdict !== 'good') && !values.update) process.exitCode = 1;
}

function listOf(some: readonly Bench[]): string {
  return some.map(({ name, about }) => `  ${name}: ${about}`).join('\n');
}

function chosen(only: readonly string[] | undefined): readonly Bench[] {
  if (only === undefined) return benches;
  return only.map((name) => {
    const bench = [...benches, ...onDemand].find((one) => one.name === name);
    if (bench === undefined) throw new Error(`there is no bench "${name}"\n\n${usage}`);
    return bench;
  });
}

function benchRun(name: string): BenchRun {
  let floor: Promise<number> | null = null;
  return {
    nodeFloor() {
      floor ??= measureNodeFloor();
      return floor;
    },
    say: (text) => process.stderr.write(`${name}: ${text}\n`),
  };
}

await main();
