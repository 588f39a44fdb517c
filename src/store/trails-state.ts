/** The runs of a list that one was opened from, in the order of its rows. */
export interface Trail {
  /** What the list is, as in “run 4 of 274 in batch b·41”. */
  readonly name: string;
  readonly runIds: readonly string[];
}

/** Trails by the place that the run lies on. The list of runs needs none: it is asked itself. */
export type Trails = ReadonlyMap<string, Trail>;

export const noTrails: Trails = new Map();
