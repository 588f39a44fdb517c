import type { BenchRun, Measurement } from './measurement.ts';
import { median, percentile } from './statistics.ts';

const series = 3;

export interface Latency {
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Machines are noisy: three series, and of each figure the median. */
export async function inSeries(
  run: BenchRun,
  name: string,
  measure: () => Promise<number[]>,
): Promise<Latency> {
  const all: Latency[] = [];
  for (let round = 0; round < series; round++) {
    const latencies = await measure();
    all.push({ p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) });
    run.say(`${name}: p50 ${all.at(-1)?.p50.toFixed(1)} ms, p99 ${all.at(-1)?.p99.toFixed(1)} ms`);
  }
  return { p50: median(all.map(({ p50 }) => p50)), p99: median(all.map(({ p99 }) => p99)) };
}

export function latencyResults(
  name: string,
  measured: Latency,
  max: { readonly p50?: number; readonly p99: number },
): Measurement[] {
  return [
    { name: `${name}, p50`, unit: 'ms', value: measured.p50, max: max.p50 },
    { name: `${name}, p99`, unit: 'ms', value: measured.p99, max: max.p99 },
  ];
}
