import { followSchedules } from '../../src/store/follow-schedules.ts';
import { currentPlace } from '../../src/store/places.ts';
import { readSchedules } from '../../src/store/read-schedules.ts';
import { loadRuleWords } from '../../src/store/rule-in-words.ts';
import { goTo, open } from '../navigate.ts';
import { type ConsoleParts, type ScreenDefinition, stateOf } from '../parts.ts';
import { schedulesCommands } from './commands.ts';
import { SchedulesScreen } from './screen.tsx';

export const schedulesDefinition: ScreenDefinition = {
  Screen: SchedulesScreen,
  commands: schedulesCommands,
  scopes: () => ['schedules', 'list', 'everywhere'],
  root: { key: '3', label: () => 'Schedules' },
  verbs: [
    {
      name: 'sched',
      argument: '[NAME]',
      text: 'The schedules, or one of them',
      run: showSchedules,
      complete: completeName,
    },
  ],
  begin: (parts) => followSchedules(parts.model, () => isOnScreen(parts)),
  enter(parts) {
    void wordsThenPaint(parts);
    void readSchedules(parts.model);
  },
};

/** True below the help, too: what changes meanwhile is to be seen once that is left. */
function isOnScreen(parts: ConsoleParts): boolean {
  const { places } = stateOf(parts);
  const place = places.stack.findLast(({ screen }) => screen !== 'help') ?? currentPlace(places);
  return place.screen.startsWith('schedule');
}

/** The words come after the first look: the screen shows the crons as they are until then. */
export async function wordsThenPaint(parts: ConsoleParts): Promise<void> {
  await loadRuleWords().catch(() => {});
  const { schedules } = stateOf(parts);
  if (isOnScreen(parts)) parts.model.store.setState({ schedules: { ...schedules } });
}

const wholeId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function showSchedules(parts: ConsoleParts, name: string): string | null {
  if (name === '') {
    goTo(parts, { screen: 'schedules' });
    return null;
  }
  if (stateOf(parts).schedules.list.phase !== 'unasked') return openNamed(parts, name);
  void readThenOpen(parts, name);
  return null;
}

/** Names are known by the list; whoever went elsewhere while it was read is left there. */
async function readThenOpen(parts: ConsoleParts, name: string): Promise<void> {
  const { places } = stateOf(parts);
  await readSchedules(parts.model);
  if (stateOf(parts).places !== places) return;
  const message = openNamed(parts, name);
  if (message !== null) parts.model.store.setState({ notice: { kind: 'error', message, fix: null } });
}

function openNamed(parts: ConsoleParts, name: string): string | null {
  const found = stateOf(parts).schedules.list.items.filter((one) => one.name === name || one.id === name);
  const [only] = found;
  // One that the list lacks may be found by its id all the same.
  const id = only?.id ?? (wholeId.test(name) ? name : null);
  if (id === null) return `sched: there is no schedule ${name} in the list`;
  if (found.length > 1) return `sched: ${found.length} schedules are called ${name}; open one from the list`;
  open(parts, { screen: 'schedule', scheduleId: id });
  return null;
}

function completeName(parts: ConsoleParts, typed: string): readonly string[] {
  const names = stateOf(parts).schedules.list.items.map(({ name }) => name);
  return names.filter((name) => name.startsWith(typed) && name !== typed).slice(0, 4);
}
