import { type Baselines, judge, rounded, type Verdict } from './baselines.ts';
import type { Measurement } from './measurement.ts';

export interface JudgedMeasurement extends Measurement {
  readonly bench: string;
  readonly baseline: number | null;
  readonly verdict: Verdict;
}

export function judged(bench: string, measurement: Measurement, baselines: Baselines): JudgedMeasurement {
  const baseline = baselines.values[measurement.name] ?? null;
  return { ...measurement, bench, baseline, verdict: judge(measurement, baselines) };
}

/** The table that `npm run bench` prints. */
export function tableOf(measured: readonly JudgedMeasurement[]): string {
  const rows = measured.map((one) => [
    one.name,
    `${rounded(one.value)} ${one.unit}`,
    barText(one),
    one.baseline === null ? '' : `${one.baseline} ${one.unit}`,
    one.verdict,
  ]);
  const all = [['name', 'measured', 'bar', 'baseline', 'verdict'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function barText({ max, min, unit }: Measurement): string {
  const parts = [min === undefined ? '' : `>= ${min}`, max === undefined ? '' : `<= ${max}`];
  const text = parts.filter((part) => part !== '').join(', ');
  return text === '' ? '' : `${text} ${unit}`;
}
