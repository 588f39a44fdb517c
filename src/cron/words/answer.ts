/** A time rule that words were understood as. */
export interface Understood {
  /** `cron`: five fields; `one-off`: an instant (ISO 8601 UTC); `recurring`: an interval (ISO 8601 duration). */
  readonly kind: 'cron' | 'one-off' | 'recurring';
  readonly when: string;
  /** What was understood, as a person checks it; of a one-off with the absolute time and its zone. */
  readonly echo: string;
}

/** Words that say no time rule, or none that can be kept. */
export interface Refused {
  readonly kind: 'refused';
  /** Why, and what would be understood. */
  readonly reason: string;
  /** What can be kept and comes close, nearest first; empty when nothing does. */
  readonly nearest: readonly Understood[];
}

/** What the words are read against. */
export interface WordsContext {
  /** Epoch ms. */
  readonly now: number;
  /** IANA name of the zone in which the schedule's times are meant. */
  readonly zone: string;
}
