/** How to read a value; all of them but the last are the same on a slow machine. */
export type Unit = 'x' | 'B' | 'B/s' | '/s' | 'ms';

/** One figure of a bench. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  /** The goal: the value must not be above (`max`) or below (`min`) it. Absent: only the baseline judges. */
  readonly max?: number | undefined;
  readonly min?: number | undefined;
}

/** What a bench gets from the run it is part of. */
export interface BenchRun {
  /** Milliseconds that `node -e 0` takes now on this machine, the unit of every ratio. */
  nodeFloor(): Promise<number>;
  /** Says on stderr what is going on. */
  say(text: string): void;
}

export interface Bench {
  readonly name: string;
  /** One sentence: what is measured, and from where. */
  readonly about: string;
  measure(run: BenchRun): Promise<readonly Measurement[]>;
}
