import type { Capabilities } from '../../src/model/capabilities.ts';
import type { Schedule } from '../../src/model/schedule.ts';
import { settingUnsupported } from '../../src/model/schedule-abilities.ts';
import type { Action, LeftOut } from '../../src/store/acting/action.ts';
import { pauseItem } from '../../src/store/acting/schedule-items.ts';
import type { DialogField } from '../../src/store/dialog.ts';
import { loadMoments, readMoment } from '../../src/store/read-moment.ts';
import { putSchedule } from '../../src/store/read-schedules.ts';
import { askAbout } from '../acting/propose-action.ts';
import { formatAge, formatMinutes } from '../format-time.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { dayWithYear, timeOfDay } from '../schedule-editor/zone-time.ts';
import { aboutLine, nextText } from './schedule-text.ts';

const untilField: DialogField = {
  label: 'until',
  placeholder: 'optional: 2h, tomorrow at 9, 2026-12-24 09:00',
  text: { value: '', cursor: 0 },
};

export interface BulkParts {
  readonly leftOut?: readonly LeftOut[] | undefined;
  readonly onDone?: ((failedIds: readonly string[]) => void) | undefined;
}

/** Asks whether schedules are to be paused, why and until when, as far as the server keeps that. */
export function askToPause(parts: ConsoleParts, schedules: readonly Schedule[], bulk: BulkParts = {}): void {
  const { capabilities } = stateOf(parts).connection;
  const keeps = keptOf(capabilities, schedules);
  if (keeps.until) void momentsThenPaint(parts);
  const now = () => parts.model.clock.now();
  const action: Action = { ...pauseAction(parts, schedules, keeps), ...bulk };
  askAbout(
    parts,
    action,
    (reason, [typed = '']) => {
      const ends = readEnds(typed, schedules, now());
      const items = schedules.map((one) => {
        const end = ends.get(one.timezone);
        const how = {
          reason: keeps.reason ? (reason ?? undefined) : undefined,
          until: typeof end === 'object' ? end.at : undefined,
        };
        return pauseItem(one, (changed) => putSchedule(parts.model, changed), how);
      });
      parts.model.actions.begin({ ...action, items }, reason);
    },
    {
      fields: keeps.until ? [untilField] : [],
      check([typed = '']) {
        const ends = [...readEnds(typed, schedules, now()).values()];
        return ends.find((end) => typeof end === 'string') ?? null;
      },
      heard: ([typed = '']) => heardText(typed, schedules, now()),
      whyFor: keeps.reason ? 'optional; kept with the schedule and in :ops' : undefined,
    },
  );
}

/** What was typed before it could be read is told as soon as it can. */
async function momentsThenPaint(parts: ConsoleParts): Promise<void> {
  await loadMoments().catch(() => {});
  const { dialog } = stateOf(parts);
  if (dialog !== null) parts.model.store.setState({ dialog: { ...dialog } });
}

/** Until when, by the clocks of each zone that they have, or what is wrong; nothing where nothing is typed. */
function readEnds(typed: string, schedules: readonly Schedule[], now: number) {
  const zones = typed === '' ? [] : new Set(schedules.map(({ timezone }) => timezone));
  return new Map([...zones].map((zone) => [zone, readMoment(typed, now, zone)]));
}

/** `until Tue 24 Nov 2026 09:00 Europe/Stockholm (in 8h), 08:00 here`. */
function heardText(typed: string, schedules: readonly Schedule[], now: number): string | null {
  const ends = readEnds(typed, schedules, now);
  const [first] = ends;
  if (first === undefined) return null;
  const [zone, end] = first;
  if (typeof end === 'string') return null;
  const at = Date.parse(end.at);
  const wall = timeOfDay(at, zone);
  const here = formatMinutes(at) === wall.slice(0, 5) ? '' : `, ${formatMinutes(at)} here`;
  const isSame = [...ends.values()].every((other) => typeof other === 'object' && other.at === end.at);
  const others = isSame ? '' : '; the others by the clocks of their zones';
  return `until ${dayWithYear(at, zone)} ${wall} ${zone} (in ${formatAge(at - now)})${here}${others}`;
}

interface Kept {
  readonly reason: boolean;
  readonly until: boolean;
}

function keptOf(capabilities: Capabilities | null, schedules: readonly Schedule[]): Kept {
  const keeps = (member: 'pausedReason' | 'pausedUntil') =>
    schedules.every(
      ({ generation }) => settingUnsupported(capabilities, generation, member, 'change') === null,
    );
  return { reason: keeps('pausedReason'), until: keeps('pausedUntil') };
}

function pauseAction(parts: ConsoleParts, schedules: readonly Schedule[], keeps: Kept): Action {
  const [first] = schedules;
  const isOne = schedules.length === 1 && first !== undefined;
  return {
    verb: 'pause',
    question: isOne ? `Pause the schedule “${first.name}”?` : `Pause ${schedules.length} schedules?`,
    lines: [
      ...(isOne ? [aboutLine(first)] : []),
      isOne ? nextLine(first, parts.model.clock.now()) : 'No runs come from them until they are resumed.',
      'Runs that have begun go on.',
      ...keptLines(keeps),
    ],
    yes: isOne ? 'pause it' : `pause ${schedules.length}`,
    items: schedules.map((one) => pauseItem(one, (changed) => putSchedule(parts.model, changed))),
    things: 'schedules',
  };
}

function nextLine(schedule: Schedule, now: number): string {
  const next = nextText(schedule, now);
  return /^(in|due)/.test(next)
    ? `Its next fire (${next}) and those after it bring no runs.`
    : 'No runs come from it until it is resumed.';
}

function keptLines({ reason, until }: Kept): readonly string[] {
  if (reason && until) return [];
  const lacks = reason
    ? 'no end of a pause'
    : until
      ? 'no reason of a pause'
      : 'neither reason nor end of a pause';
  return [`This server keeps ${lacks}${reason ? '' : '; the reason is kept in the log of actions'}.`];
}
