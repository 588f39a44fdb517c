import { type Stats, statSync } from 'node:fs';

/** Text that changes when a file does. */
export function stampOf({ mtimeMs, size, ino }: Stats): string {
  return `${mtimeMs}:${size}:${ino}`;
}

/** The stamp of the file at a path; empty when there is none, or it is not to be looked at. */
export function stampAt(path: string): string {
  try {
    const state = statSync(path, { throwIfNoEntry: false });
    return state === undefined ? '' : stampOf(state);
  } catch {
    return '';
  }
}
