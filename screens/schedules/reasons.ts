import type { Schedule } from '../../src/model/schedule.ts';
import { editUnsupported, pauseUnsupported } from '../../src/model/schedule-abilities.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { actReason } from '../../src/store/disabled-reason.ts';
import { isOver } from './schedule-text.ts';

/** Why a schedule can't be paused or resumed now; null when it can, as with the others below. */
export function pauseReason(state: ConsoleState, schedule: Schedule | null): string | null {
  const known = knownReason(state, schedule);
  if (schedule === null || known !== null) return known;
  if (isOver(schedule)) return `it is ${schedule.phase ?? 'completed'}: e gives it new times`;
  return actReason(state) ?? pauseUnsupported(state.connection.capabilities, schedule);
}

export function triggerReason(state: ConsoleState, schedule: Schedule | null): string | null {
  return knownReason(state, schedule) ?? actReason(state);
}

export function deleteReason(state: ConsoleState, schedule: Schedule | null): string | null {
  const known = knownReason(state, schedule);
  if (schedule === null || known !== null) return known;
  return actReason(state) ?? editUnsupported(state.connection.capabilities, schedule);
}

/** To end it for good is an addition of servers that know phases. */
export function cancelReason(state: ConsoleState, schedule: Schedule | null): string | null {
  const known = deleteReason(state, schedule);
  if (schedule === null || known !== null) return known;
  const ability = state.connection.capabilities?.abilities.schedulePolicies;
  if (typeof ability === 'string') return `this server only pauses and deletes. ${ability}`;
  return isOver(schedule) ? `it is ${schedule.phase ?? 'completed'} already` : null;
}

export function backfillReason(state: ConsoleState, schedule: Schedule | null): string | null {
  const known = knownReason(state, schedule);
  if (schedule === null || known !== null) return known;
  const ability = state.connection.capabilities?.abilities.scheduleBackfill;
  if (typeof ability === 'string') return ability;
  if (schedule.kind === 'ongoing') return 'an ongoing schedule has no slots of its own';
  return actReason(state);
}

/** Looking at the form is harmless: what can't be changed is grey there, and says why. */
export function editReason(state: ConsoleState, schedule: Schedule | null): string | null {
  return knownReason(state, schedule);
}

function knownReason({ connection }: ConsoleState, schedule: Schedule | null): string | null {
  const ability = connection.capabilities?.abilities.schedules;
  if (typeof ability === 'string') return ability;
  if (schedule === null) return 'no schedule is under the cursor';
  return schedule.status === 'deleting' ? 'it is being deleted' : null;
}
