/** What the user saw when they looked at the failures last. */
export interface LastLook {
  /** ISO 8601. */
  readonly at: string;
  /** Hashes of the fingerprints that were listed then. */
  readonly seen: readonly string[];
}

/** Fingerprints that are remembered; those beyond it are forgotten and count as new again. */
export const maxSeen = 2_000;

/** Keeps the last look of each context and project. */
export interface LooksPort {
  /** Null before the first look, and where what was kept cannot be read. */
  read(place: string): LastLook | null;
  /** Remembers a look; where that cannot be written nothing happens. */
  write(place: string, look: LastLook): void;
}

/** Looks that are forgotten with the process. */
export function looksInMemory(first: Readonly<Record<string, LastLook>> = {}): LooksPort {
  const looks = new Map(Object.entries(first));
  return { read: (place) => looks.get(place) ?? null, write: (place, look) => looks.set(place, look) };
}
