import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Measurement } from './measurement.ts';

const path = new URL('baselines.json', import.meta.url);

const baselinesSchema = z.object({
  /** How much worse than its baseline a value may be, as a share of it. */
  tolerance: z.object({ default: z.number().min(0) }).catchall(z.number().min(0)),
  values: z.record(z.string(), z.number()),
});
export type Baselines = z.infer<typeof baselinesSchema>;

export type Verdict = 'good' | 'misses the bar' | 'worse than before';

export function readBaselines(): Baselines {
  return baselinesSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** Keeps what was measured as the new baseline; values that were not measured now stay. */
export function writeBaselines(before: Baselines, measured: readonly Measurement[]): void {
  const values = { ...before.values };
  for (const { name, value, unit } of measured) if (hasBaseline(unit)) values[name] = rounded(value);
  const sorted = Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(path, `${JSON.stringify({ ...before, values: sorted }, null, 2)}\n`);
}

/** A bar is a goal for everybody; a baseline is what this program could do before. */
export function judge(measurement: Measurement, baselines: Baselines): Verdict {
  const { name, value, unit, max, min } = measurement;
  if ((max !== undefined && value > max) || (min !== undefined && value < min)) return 'misses the bar';
  const baseline = baselines.values[name];
  if (baseline === undefined || !hasBaseline(unit)) return 'good';
  const tolerance = baselines.tolerance[name] ?? baselines.tolerance.default;
  const worse = min === undefined ? value > baseline * (1 + tolerance) : value < baseline / (1 + tolerance);
  return worse ? 'worse than before' : 'good';
}

/** Milliseconds say more about the machine than about the program: they have bars, no baselines. */
function hasBaseline(unit: Measurement['unit']): boolean {
  return unit !== 'ms';
}

export function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}
