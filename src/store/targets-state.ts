import type { Target } from '../model/target.ts';
import type { Problem } from './problem.ts';

export interface TargetsState {
  readonly phase: 'unasked' | 'loading' | 'ready' | 'failed';
  readonly problem: Problem | null;
  /** Usable ones first, each part by name. */
  readonly targets: readonly Target[];
  readonly cursorName: string | null;
}

export const noTargets: TargetsState = { phase: 'unasked', problem: null, targets: [], cursorName: null };

/** The row under the cursor; -1 in an empty list. */
export function targetRow(state: TargetsState): number {
  const row = state.targets.findIndex((target) => target.target === state.cursorName);
  return row >= 0 ? row : Math.min(0, state.targets.length - 1);
}

export function targetAtCursor(state: TargetsState): Target | undefined {
  return state.targets[targetRow(state)];
}

/** Puts what cannot run at the end. */
export function sortTargets(targets: readonly Target[]): readonly Target[] {
  return targets.toSorted(
    (left, right) =>
      Number(left.fault !== null) - Number(right.fault !== null) || (left.target < right.target ? -1 : 1),
  );
}
