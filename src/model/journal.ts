/** How one thing of an action went, as the log keeps it. */
export interface JournalItem {
  readonly id: string | null;
  /** The run that came of it, when that is another one. */
  readonly runId: string | null;
  readonly label: string;
  readonly state: string;
  readonly note: string | null;
}

/** One action in the log of what was done from here. */
export interface JournalEntry {
  /** The same for every line about the action: the last line counts. */
  readonly id: string;
  /** ISO 8601: when the user said yes. */
  readonly at: string;
  /** Who, as the server knows them, else the user of this computer. */
  readonly who: string | null;
  readonly context: string;
  readonly project: string | null;
  readonly verb: string;
  readonly things: string;
  /** Why, in the user's words. */
  readonly reason: string | null;
  /** How many items are in each state; absent states have none. */
  readonly counts: Readonly<Record<string, number>>;
  /** At most `maxJournalItems`, those that failed or are unknown first. */
  readonly items: readonly JournalItem[];
  /** ISO 8601; null while something of it is under way, or was when the console ended. */
  readonly settledAt: string | null;
}

/** So many of a large action are named one by one. */
export const maxJournalItems = 200;

/** The log of what was done, kept from one console to the next. */
export interface Journal {
  /** Never throws: a log that can't be written must not keep anybody from acting. @returns false then */
  append(entry: JournalEntry): Promise<boolean>;
  /** Oldest first, one entry per action. Damaged lines are left out. */
  read(): Promise<readonly JournalEntry[]>;
}

/** The last line about each action, in the order in which they began. */
export function lastOfEach(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const byId = new Map<string, JournalEntry>();
  for (const entry of entries) byId.set(entry.id, entry);
  return [...byId.values()];
}
