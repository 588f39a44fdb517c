import type { Baseline } from '../model/baseline.ts';
import type { RunEvent } from '../model/event.ts';
import type { Run } from '../model/run.ts';

/** Below this many completed runs nothing is said. */
export const minBaselineRuns = 5;
/** Of each target the newest so many completed runs count. */
export const maxBaselineRuns = 500;
/** Silences that are kept of each target. */
const maxSilences = 50;

interface Sample {
  readonly runId: string;
  /** When the run ended, as the server writes it: these texts sort by time. */
  readonly endedAt: string;
  readonly durationMs: number;
}

interface TargetSamples {
  /** Oldest end first. */
  readonly samples: Sample[];
  readonly runIds: Set<string>;
  /** Longest silence by run id. */
  readonly silences: Map<string, number>;
  baseline: Baseline | null;
  /** Samples that `baseline` does not know of yet. */
  unused: number;
}

/** What is known of each target. Changes in place. */
export interface Baselines {
  readonly byTarget: Map<string, TargetSamples>;
}

export function noBaselines(): Baselines {
  return { byTarget: new Map() };
}

/** What is usual for a target; null while fewer than `minBaselineRuns` completed runs of it were seen. */
export function baselineOf(state: { readonly baselines: Baselines }, target: string): Baseline | null {
  const known = state.baselines.byTarget.get(target);
  if (known === undefined || known.samples.length < minBaselineRuns) return null;
  // Under a flood of ends a hundredth of new samples does not move a percentile that anybody can see.
  if (known.baseline === null || known.unused * 50 > known.samples.length) {
    known.baseline = measure(known);
    known.unused = 0;
  }
  return known.baseline;
}

/** Takes note of the runs among these that completed. Costs nothing for the others. */
export function learnDurations(baselines: Baselines, runs: readonly Run[]): void {
  for (const run of runs) {
    if (run.status !== 'completed' || run.durationMs === null || run.completedAt === null) continue;
    addSample(samplesOf(baselines, run.target), {
      runId: run.id,
      endedAt: run.completedAt,
      durationMs: run.durationMs,
    });
  }
}

/** Takes note of how long a completed run was silent at most, from all its events. */
export function learnSilence(baselines: Baselines, run: Run, events: readonly RunEvent[]): void {
  if (run.status !== 'completed') return;
  const longest = longestSilence(events);
  if (longest === null) return;
  const known = samplesOf(baselines, run.target);
  known.silences.set(run.id, longest);
  const oldest = known.silences.size > maxSilences ? known.silences.keys().next().value : undefined;
  if (oldest !== undefined) known.silences.delete(oldest);
  known.baseline = null;
}

/** Runs of the target whose silence is known. */
export function silencesKnown(baselines: Baselines, target: string): ReadonlyMap<string, number> {
  return baselines.byTarget.get(target)?.silences ?? new Map();
}

/** The longest time between two neighbours, from the start of the attempt on; null for fewer than two. */
function longestSilence(events: readonly RunEvent[]): number | null {
  const first = events.findIndex((event) => event.type === 'run.started');
  const times = events.slice(Math.max(0, first)).map((event) => Date.parse(event.createdAt));
  let longest: number | null = null;
  for (let index = 1; index < times.length; index++) {
    longest = Math.max(longest ?? 0, (times[index] ?? 0) - (times[index - 1] ?? 0));
  }
  return longest;
}

function samplesOf(baselines: Baselines, target: string): TargetSamples {
  const known = baselines.byTarget.get(target);
  if (known !== undefined) return known;
  const fresh = { samples: [], runIds: new Set<string>(), silences: new Map(), baseline: null, unused: 0 };
  baselines.byTarget.set(target, fresh);
  return fresh;
}

function addSample(known: TargetSamples, sample: Sample): void {
  const { samples, runIds } = known;
  if (runIds.has(sample.runId)) return;
  const full = samples.length >= maxBaselineRuns;
  if (full && sample.endedAt <= (samples[0]?.endedAt ?? '')) return;
  samples.splice(placeFor(samples, sample.endedAt), 0, sample);
  runIds.add(sample.runId);
  const dropped = full ? samples.shift() : undefined;
  if (dropped !== undefined) runIds.delete(dropped.runId);
  known.unused++;
}

/** After the last sample that is not newer; looked for from the end, where it nearly always is. */
function placeFor(samples: readonly Sample[], endedAt: string): number {
  let place = samples.length;
  while (place > 0 && (samples[place - 1]?.endedAt ?? '') > endedAt) place--;
  return place;
}

function measure(known: TargetSamples): Baseline {
  const durations = known.samples.map((sample) => sample.durationMs).sort((left, right) => left - right);
  return {
    runs: durations.length,
    p50Ms: percentile(durations, 0.5),
    p95Ms: percentile(durations, 0.95),
    longestSilenceMs: known.silences.size === 0 ? null : Math.max(...known.silences.values()),
    silenceRuns: known.silences.size,
  };
}

/** Nearest rank: the smallest value that at least this share of all values does not exceed. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
