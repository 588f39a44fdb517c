import type { Run } from '../model/run.ts';
import type { Target } from '../model/target.ts';
import type { Problem } from './problem.ts';

export interface TargetsState {
  readonly phase: 'unasked' | 'loading' | 'ready' | 'failed';
  readonly problem: Problem | null;
  /** Usable ones first, each part by name. */
  readonly targets: readonly Target[];
  readonly cursorName: string | null;
  /** Words that a target must have in its name, description or file. */
  readonly filterText: string;
  /** The newest runs of each target whose runs were read. */
  readonly runs: ReadonlyMap<string, TargetRuns>;
}

/** The newest runs of one target. */
export interface TargetRuns {
  /** Newest first. */
  readonly runs: readonly Run[];
  /** How many runs of all targets were looked at, where the server finds none by target; null where it does. */
  readonly lookedAt: number | null;
  /** Epoch ms. */
  readonly readAt: number;
}

export const noTargets: TargetsState = {
  phase: 'unasked',
  problem: null,
  targets: [],
  cursorName: null,
  filterText: '',
  runs: new Map(),
};

/** The targets that the filter leaves. */
export function shownTargets({ targets, filterText }: TargetsState): readonly Target[] {
  const words = filterText
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return targets;
  return targets.filter(({ target, description, sourcePath }) => {
    const text = `${target} ${description} ${sourcePath ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The row under the cursor; -1 in an empty list. */
export function targetRow(state: TargetsState): number {
  const shown = shownTargets(state);
  const row = shown.findIndex((target) => target.target === state.cursorName);
  return row >= 0 ? row : Math.min(0, shown.length - 1);
}

export function targetAtCursor(state: TargetsState): Target | undefined {
  return shownTargets(state)[targetRow(state)];
}

/** Puts what cannot run at the end. */
export function sortTargets(targets: readonly Target[]): readonly Target[] {
  return targets.toSorted(
    (left, right) =>
      Number(left.fault !== null) - Number(right.fault !== null) || (left.target < right.target ? -1 : 1),
  );
}
