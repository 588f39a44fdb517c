/** What a program of the user printed; `lines` changes in place. */
export interface ProgramOutput {
  readonly title: string;
  readonly lines: string[];
  /** First line shown. */
  readonly top: number;
  /** Lines that were printed beyond those kept. */
  readonly leftOut: number;
  /** How it ended; null while it runs. */
  readonly end: string | null;
}
