/** A line in a source file. */
export interface Place {
  /** Absolute. */
  readonly file: string;
  readonly line: number;
}
