import type { WhyInput } from './input.ts';

export const findingRules = [
  'link-lost',
  'executor-gone',
  'no-places',
  'cancel-requested',
  'parent-cancelled',
  'dependency',
  'dependency-failed',
  'approval',
  'wait',
  'back-off',
  'limit-reached',
  'target-limit-reached',
  'no-worker',
  'timeout-near',
  'silent',
  'slow',
  'failed',
  'failed-before',
  'cancelled',
  'schedule-paused',
  'schedule-forbids',
  'schedule-stale',
  'schedule-late',
] as const;
export type FindingRule = (typeof findingRules)[number];

/** What to press or type next. */
export interface NextKey {
  /** A key of the run's detail, a line of the palette (`:run ID`) or a command line (`vfjobs resume ID`). */
  readonly key: string;
  readonly label: string;
}

/** One answer to why a run is where it is. */
export interface Finding {
  readonly rule: FindingRule;
  /** One sentence, as `waits for 2 runs`. Holds text from outside: sanitize where it is shown. */
  readonly text: string;
  /** What the answer rests on, in one line. */
  readonly evidence: string;
  /** True where something else may be the reason: it is to be said beside it. */
  readonly guess: boolean;
  readonly next: NextKey | null;
}

/** Null or nothing where the rule does not apply, or what it needs is not known. */
export type Rule = (input: WhyInput) => Finding | null;
