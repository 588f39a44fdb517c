import { currentPlace } from '../../src/store/places.ts';
import { applyToTargets, readTargetRuns } from '../../src/store/read-target-runs.ts';
import { targetAtCursor } from '../../src/store/targets-state.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';

/** The cursor has to stand on a target for so long (ms) before its runs are asked for. */
const restMs = 120;

/** Reads the runs of the target under the cursor once it rests there, and keeps what was read in step. */
export function keepTargetRuns(parts: ConsoleParts): void {
  const { store, clock } = parts.model;
  let disarm: (() => void) | null = null;
  const read = () => {
    disarm = null;
    const state = stateOf(parts);
    const target = targetAtCursor(state.targets)?.target;
    if (currentPlace(state.places).screen !== 'targets' || target === undefined) return;
    void readTargetRuns(parts.model, target);
  };
  store.subscribe((state, before) => {
    if (state.changedRuns !== before.changedRuns && state.targets.runs.size > 0) {
      applyToTargets(parts.model, state.changedRuns);
    }
    if (currentPlace(state.places).screen !== 'targets') return;
    const isThere = state.places === before.places && before.connection.client !== null;
    const isSame = isThere && targetAtCursor(state.targets) === targetAtCursor(before.targets);
    if (isSame || state.targets.targets.length === 0) return;
    disarm?.();
    disarm = clock.after(restMs, read);
  });
}
