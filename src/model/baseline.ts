/** How long the completed runs of a target took, of those that this console has seen: a sample. */
export interface Baseline {
  /** How many runs it is made from. */
  readonly runs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Longest time between two events of a completed run, of those whose events were read; null: of none. */
  readonly longestSilenceMs: number | null;
  /** How many runs `longestSilenceMs` is from: a sample of the sample. */
  readonly silenceRuns: number;
}
