/**
 * The lines that the user marked, by run: by what stands in them, their time stamp included, so that they are found
 * again however the log is read the next time.
 */
export type LogMarks = Readonly<Record<string, ReadonlySet<string>>>;

const noMarks: ReadonlySet<string> = new Set();
const longestKey = 200;

export function markKey(stored: string): string {
  return stored.length > longestKey ? stored.slice(0, longestKey) : stored;
}

export function marksOf(marks: LogMarks, name: string): ReadonlySet<string> {
  return marks[name] ?? noMarks;
}
