import type { Schedule } from '../../src/model/schedule.ts';
import { cancelScheduleItem, removeItem, triggerItem } from '../../src/store/acting/schedule-items.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { currentPlace } from '../../src/store/places.ts';
import { dropSchedule, putSchedule } from '../../src/store/read-schedules.ts';
import { proposeAction } from '../acting/propose-action.ts';
import { goBackOrLeave, open } from '../navigate.ts';
import { type ConsoleParts, type ScreenCommand, type ScreenCommands, stateOf } from '../parts.ts';
import { askToBackfill } from './ask-backfill.ts';
import { askToPause, type BulkParts } from './ask-pause.ts';
import { askToResume } from './ask-resume.ts';
import {
  backfillReason,
  cancelReason,
  deleteReason,
  editReason,
  pauseReason,
  triggerReason,
} from './reasons.ts';
import { aboutLine } from './schedule-text.ts';

type Reason = (state: ConsoleState, schedule: Schedule | null) => string | null;

/**
 * Everything that is done to a schedule, for whichever one a screen is about.
 * @param scheduleOf the schedule that is meant now, null when there is none
 */
export function scheduleActingCommands(scheduleOf: (parts: ConsoleParts) => Schedule | null): ScreenCommands {
  const on = (reason: Reason, act: (parts: ConsoleParts, schedule: Schedule) => void): ScreenCommand => ({
    disabledReason: (parts) => reason(stateOf(parts), scheduleOf(parts)),
    run(parts) {
      const schedule = scheduleOf(parts);
      if (schedule !== null) act(parts, schedule);
    },
  });
  return {
    pause: on(pauseReason, (parts, schedule) =>
      schedule.status === 'paused' ? askToResume(parts, schedule) : askToPause(parts, [schedule]),
    ),
    trigger: on(triggerReason, askToTrigger),
    delete: on(deleteReason, (parts, schedule) => askToDelete(parts, [schedule])),
    cancel: on(cancelReason, askToCancel),
    backfill: on(backfillReason, askToBackfill),
    edit: on(editReason, (parts, { id }) => open(parts, { screen: 'schedule-editor', scheduleId: id })),
    new: {
      disabledReason({ model }) {
        const ability = model.store.getState().connection.capabilities?.abilities.schedules;
        return typeof ability === 'string' ? ability : null;
      },
      run: (parts) => open(parts, { screen: 'schedule-editor', scheduleId: null }),
    },
  };
}

/** A run of it now. */
export function askToTrigger(parts: ConsoleParts, schedule: Schedule): void {
  const once =
    schedule.generation === 'schedules' ? [] : ['This server takes no key: a lost answer stays unknown.'];
  proposeAction(parts, {
    verb: 'trigger',
    question: `Start a run of “${schedule.name}” now?`,
    lines: [`${schedule.target}  with the config of the schedule`, 'Its times stay as they are.', ...once],
    yes: 'start it',
    items: [triggerItem(schedule)],
    things: 'schedules',
  });
}

/** Puts schedules away. */
export function askToDelete(parts: ConsoleParts, schedules: readonly Schedule[], bulk: BulkParts = {}): void {
  const [first] = schedules;
  const isOne = schedules.length === 1 && first !== undefined;
  // Only who keeps what was put away can bring it back.
  const canRestore = stateOf(parts).connection.capabilities?.abilities.schedulePolicies === true;
  const on = {
    onGone: (id: string) => leaveGone(parts, id),
    onChanged: (changed: Schedule) => putSchedule(parts.model, changed),
  };
  proposeAction(parts, {
    verb: 'delete',
    question: isOne ? `Delete the schedule “${first.name}”?` : `Delete ${schedules.length} schedules?`,
    lines: [
      ...(isOne ? [aboutLine(first)] : []),
      'No runs come from it any more. Runs that have begun go on, and all its runs stay.',
    ],
    yes: isOne ? 'delete it' : `delete ${schedules.length}`,
    items: schedules.map((schedule) => removeItem(schedule, canRestore, on)),
    things: 'schedules',
    ...bulk,
  });
}

/** It is gone from the list, and from the screen where it was looked at. */
function leaveGone(parts: ConsoleParts, id: string): void {
  dropSchedule(parts.model, id);
  const place = currentPlace(stateOf(parts).places);
  if (place.screen === 'schedule' && place.scheduleId === id) goBackOrLeave(parts, 'back');
}

function askToCancel(parts: ConsoleParts, schedule: Schedule): void {
  proposeAction(parts, {
    verb: 'cancel',
    question: `End the schedule “${schedule.name}” for good?`,
    lines: [
      aboutLine(schedule),
      'It fires no more, and stays in the list as cancelled. Runs that have begun go on.',
      'P only pauses it; D takes it out of the list.',
    ],
    yes: 'end it',
    items: [cancelScheduleItem(schedule, (changed) => putSchedule(parts.model, changed))],
    things: 'schedules',
  });
}
