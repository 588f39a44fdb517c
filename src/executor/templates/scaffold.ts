export interface Scaffolded {
  /** Paths below the folder that were written. */
  readonly written: readonly string[];
  /** Paths that existed and were left as they are. */
  readonly kept: readonly string[];
}

/** Writes the demo project into `dir` (created when missing). Never overwrites a file. */
export async function scaffold(dir: string): Promise<Scaffolded> {
  throw new Error(`not written yet: ${dir}`);
}
