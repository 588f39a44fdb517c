/**
 * What a look at a growing file has found: nothing new, something new, or something new of which there is
 * more, which waits for the next look so that none takes long.
 */
export type Found = 'nothing' | 'new' | 'more';

/** A file, or several, that somebody else writes. */
export interface Followed {
  /** Grows with what is found. */
  readonly totalBytes: number;
  /** Takes what has come, up to a bound that takes about a millisecond. @throws Error when the disk refuses */
  poll(): Found;
}
