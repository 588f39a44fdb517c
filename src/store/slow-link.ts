/** Whether slow-link mode is chosen by the user or by what is measured. */
export const slowModes = ['auto', 'on', 'off'] as const;
export type SlowMode = (typeof slowModes)[number];

/** What the decision is made from. */
export interface LinkMeasures {
  /** Milliseconds; null before enough was measured. */
  readonly roundTripMs: number | null;
  /** How long the terminal takes to draw a bulk frame, milliseconds. */
  readonly drainMs: number | null;
  /** Of link and channel together, over the last seconds. */
  readonly bytesPerSecond: number;
  /** Null: no budget. */
  readonly budget: number | null;
}

export interface SlowDecision {
  readonly isSlow: boolean;
  /** Why, in words; null while it is not slow. */
  readonly reason: string | null;
  /** Since when it is so, epoch ms. */
  readonly since: number;
}

/** Each measure has a limit to begin at and a lower one to end at, so that it does not go to and fro. */
const roundTrip = { begins: 400, ends: 250 };
const drain = { begins: 200, ends: 100 };
const shareOfBudget = { begins: 1, ends: 0.6 };
/** Being sparing makes what is measured better: it is kept up for this long at least. */
const shortestMs = 60_000;

/** What is to be from now on; the same object when nothing changes. */
export function decideSlow(
  before: SlowDecision,
  mode: SlowMode,
  measures: LinkMeasures,
  now: number,
): SlowDecision {
  if (mode === 'off') return decided(before, null, now);
  if (mode === 'on') return decided(before, 'asked for with :slow on', now);
  const reason = slowReason(measures, before.isSlow ? 'ends' : 'begins');
  if (reason === null && before.isSlow && now - before.since < shortestMs) return before;
  return decided(before, reason, now);
}

/** The first measure that is over its limit, in words. */
function slowReason(measures: LinkMeasures, edge: 'begins' | 'ends'): string | null {
  const { roundTripMs, drainMs, bytesPerSecond, budget } = measures;
  if (roundTripMs !== null && roundTripMs >= roundTrip[edge]) {
    return `a round trip takes ${Math.round(roundTripMs)} ms`;
  }
  if (drainMs !== null && drainMs >= drain[edge]) {
    return `the terminal takes ${Math.round(drainMs)} ms to draw a frame`;
  }
  if (budget !== null && bytesPerSecond > budget * shareOfBudget[edge]) {
    return `${Math.round(bytesPerSecond)} B/s of a budget of ${budget} B/s`;
  }
  return null;
}

function decided(before: SlowDecision, reason: string | null, now: number): SlowDecision {
  const isSlow = reason !== null;
  if (isSlow !== before.isSlow) return { isSlow, reason, since: now };
  // What began it stays the reason while it goes on; the user's word replaces it.
  const isSaid = reason?.startsWith('asked') === true && reason !== before.reason;
  return isSaid ? { ...before, reason } : before;
}

/** The median of the latest values; null when there are fewer than `least`. */
export function medianOf(values: readonly number[], latest: number, least: number): number | null {
  if (values.length < least) return null;
  return shareOf(values.slice(-latest), 0.5);
}

/** The value that a share of the values does not exceed: 0.5 for the median; null for no values. */
export function shareOf(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}
