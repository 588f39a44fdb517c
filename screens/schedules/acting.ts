import type { Schedule } from '../../src/model/schedule.ts';
import { pauseUnsupported } from '../../src/model/schedule-abilities.ts';
import { pauseItem, resumeItem, triggerItem } from '../../src/store/acting/schedule-items.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { actReason } from '../../src/store/disabled-reason.ts';
import { putSchedule } from '../../src/store/read-schedules.ts';
import { proposeAction } from '../acting/propose-action.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { nextText } from './schedule-text.ts';
import { timeWords } from './time-words.ts';

/**
 * Pause or resume, and trigger, for whichever schedule a screen is about.
 * @param scheduleOf the schedule that is meant now, null when there is none
 */
export function scheduleActingCommands(scheduleOf: (parts: ConsoleParts) => Schedule | null): ScreenCommands {
  const withSchedule = (parts: ConsoleParts, act: (parts: ConsoleParts, schedule: Schedule) => void) => {
    const schedule = scheduleOf(parts);
    if (schedule !== null) act(parts, schedule);
  };
  return {
    pause: {
      disabledReason: (parts) => pauseReason(stateOf(parts), scheduleOf(parts)),
      run: (parts) => withSchedule(parts, askToPauseOrResume),
    },
    trigger: {
      disabledReason: (parts) => triggerReason(stateOf(parts), scheduleOf(parts)),
      run: (parts) => withSchedule(parts, askToTrigger),
    },
  };
}

function pauseReason(state: ConsoleState, schedule: Schedule | null): string | null {
  const known = knownReason(state, schedule);
  if (schedule === null || known !== null) return known;
  return actReason(state) ?? pauseUnsupported(state.connection.capabilities, schedule);
}

function triggerReason(state: ConsoleState, schedule: Schedule | null): string | null {
  return knownReason(state, schedule) ?? actReason(state);
}

function knownReason({ connection }: ConsoleState, schedule: Schedule | null): string | null {
  const ability = connection.capabilities?.abilities.schedules;
  if (typeof ability === 'string') return ability;
  if (schedule === null) return 'no schedule is under the cursor';
  return schedule.status === 'deleting' ? 'it is being deleted' : null;
}

function askToPauseOrResume(parts: ConsoleParts, schedule: Schedule): void {
  const onChanged = (changed: Schedule) => putSchedule(parts.model, changed);
  const { timezone } = schedule;
  const when = `${timeWords(schedule.when) ?? schedule.when}  (${schedule.when}, ${timezone})`;
  if (schedule.status === 'paused') {
    proposeAction(parts, {
      verb: 'resume',
      question: `Resume the schedule “${schedule.name}”?`,
      lines: [`${schedule.target}  ${when}`, 'It fires again from its next time on.'],
      yes: 'resume it',
      items: [resumeItem(schedule, onChanged)],
      things: 'schedules',
    });
    return;
  }
  const next = nextText(schedule, parts.model.clock.now());
  proposeAction(parts, {
    verb: 'pause',
    question: `Pause the schedule “${schedule.name}”?`,
    lines: [
      `${schedule.target}  ${when}`,
      next === '?'
        ? 'No runs come from it until it is resumed.'
        : `Its next fire (${next}) and those after it bring no runs.`,
      'Runs that have begun go on.',
    ],
    yes: 'pause it',
    items: [pauseItem(schedule, onChanged)],
    things: 'schedules',
  });
}

function askToTrigger(parts: ConsoleParts, schedule: Schedule): void {
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
