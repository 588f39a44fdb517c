import type { JsonValue } from '../../lib/json.ts';
import type { Attempt } from '../../model/attempt.ts';
import type { Run } from '../../model/run.ts';
import type { Problem } from '../problem.ts';

/** One run of a comparison, as far as it was read. */
export interface ComparedRun {
  readonly run: Run;
  /** Null where the server does not tell them. */
  readonly attempts: readonly Attempt[] | null;
}

/** A value that two documents do not share. */
export interface ValueDifference {
  /** Where it is: `pages[3].size`. */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Of the run compared with; undefined where it has none. */
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
}

/** Two documents compared. */
export interface DocumentDifference {
  readonly name: 'config' | 'input' | 'output';
  /** The first ones; `count` says how many there are. */
  readonly differences: readonly ValueDifference[];
  readonly count: number;
}

/** A line of a log, numbered from 1 within what was read. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/** Lines that stand in one of the logs only, at the same place. */
export interface LogHunk {
  readonly before: readonly NumberedLine[];
  readonly after: readonly NumberedLine[];
}

/** An error that one log has and the other has not. */
export interface NewError {
  readonly fingerprint: string;
  readonly count: number;
  readonly first: NumberedLine;
}

/** Two logs compared line by line, without what differs from run to run: times, ids, numbers. */
export interface LogDifference {
  /** Lines read of each. */
  readonly lines: readonly [before: number, after: number];
  /** Bytes of the end of each log that were read at most. */
  readonly bytes: number;
  /** Only the end of a log was read. */
  readonly isCut: readonly [before: boolean, after: boolean];
  /** Lines that are alike before the first that is not; null when all are alike. */
  readonly alike: number | null;
  /** The first lines of each from there on. */
  readonly parting: LogHunk;
  /** Null when the logs have too little in common to be set against each other. */
  readonly hunks: readonly LogHunk[] | null;
  readonly moreHunks: number;
  readonly newErrors: readonly NewError[];
}

/** Two runs compared: one that went well, or any other, with the one that is looked at. */
export interface ComparisonState {
  /** The run that is looked at. */
  readonly runId: string;
  /** The one it is compared with; null: with the last success of its target, once that is found. */
  readonly withId: string | null;
  readonly phase: 'reading' | 'ready' | 'failed';
  readonly problem: Problem | null;
  readonly before: ComparedRun | null;
  readonly after: ComparedRun | null;
  readonly documents: readonly DocumentDifference[];
  /** Null while the logs are being compared. */
  readonly log: LogDifference | null;
  readonly logProblem: Problem | null;
  /** First line of the screen, and what the cursor is on. */
  readonly top: number;
  readonly stop: string | null;
}

export function newComparison(runId: string, withId: string | null): ComparisonState {
  return {
    runId,
    withId,
    phase: 'reading',
    problem: null,
    before: null,
    after: null,
    documents: [],
    log: null,
    logProblem: null,
    top: 0,
    stop: null,
  };
}
