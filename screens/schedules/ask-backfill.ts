import type { Schedule } from '../../src/model/schedule.ts';
import type { Backfill } from '../../src/model/schedule-preview.ts';
import type { Slot } from '../../src/model/slot.ts';
import { backfillItem } from '../../src/store/acting/schedule-items.ts';
import { problemOf } from '../../src/store/problem.ts';
import { readPast } from '../../src/store/read-moment.ts';
import { loadRuleWords } from '../../src/store/rule-in-words.ts';
import { proposeAction } from '../acting/propose-action.ts';
import { formatCount, formatDateTime } from '../format-time.ts';
import { open } from '../navigate.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { openPrompt } from '../prompt.ts';
import { rememberPlace } from '../still-here.ts';
import { aboutLine } from './schedule-text.ts';

interface Range {
  readonly from: string;
  readonly to: string;
}

/** Asks for a range that has passed, then the server what it would do, and then whether it shall. */
export function askToBackfill(parts: ConsoleParts, schedule: Schedule): void {
  void loadRuleWords().catch(() => {});
  const now = () => parts.model.clock.now();
  openPrompt(parts, {
    sign: `Backfill ${schedule.name} from `,
    placeholder: '2d (so long ago), 12:03, or 2026-11-20 09:00',
    history: 'backfill',
    accept(text) {
      if (text.trim() === '') return 'from when? 2d is two days ago; Esc leaves';
      const from = readPast(text, now());
      if (typeof from === 'string') return from;
      askForEnd(parts, schedule, from);
      return null;
    },
  });
}

/** The one slot alone, as of a missed row. */
export function askToBackfillSlot(parts: ConsoleParts, schedule: Schedule, { at }: Slot): void {
  const from = Date.parse(at);
  void count(parts, schedule, { from: at, to: new Date(from + 1).toISOString() });
}

function askForEnd(parts: ConsoleParts, schedule: Schedule, from: number): void {
  openPrompt(parts, {
    sign: `Backfill from ${formatDateTime(from).slice(0, 16)} to `,
    placeholder: 'now; or 2h (so long ago), 12:03, 2026-11-21 09:00',
    history: 'backfill',
    accept(text) {
      const to = readPast(text, parts.model.clock.now());
      if (typeof to === 'string') return to;
      if (to <= from) return 'that is before its beginning';
      void count(parts, schedule, { from: new Date(from).toISOString(), to: new Date(to).toISOString() });
      return null;
    },
  });
}

async function count(parts: ConsoleParts, schedule: Schedule, range: Range): Promise<void> {
  const { client } = stateOf(parts).connection;
  if (client === null) return;
  const { store } = parts.model;
  const isHere = rememberPlace(parts);
  store.setState({ notice: { kind: 'info', message: 'counting the slots…', fix: null } });
  try {
    const plan = await client.schedules.backfill(schedule, { ...range, dryRun: true });
    store.setState({ notice: null });
    if (isHere()) propose(parts, schedule, range, plan);
  } catch (thrown) {
    store.setState({ notice: { kind: 'error', ...problemOf(thrown) } });
  }
}

function propose(parts: ConsoleParts, schedule: Schedule, range: Range, plan: Backfill): void {
  const [first] = plan.slots;
  const fired = plan.alreadyFired;
  if (first === undefined) {
    const why =
      fired === 0 ? 'it has no slots in that time' : `its ${formatCount(fired)} slots have a run already`;
    const message = `There is nothing to backfill: ${why}.`;
    parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
    return;
  }
  const size = plan.slots.length;
  let batchId: string | null = null;
  // From where they said yes: who has gone on by then is told by the receipt.
  const isHere = placeOf(parts);
  proposeAction(parts, {
    verb: 'backfill',
    question: `Backfill ${size === 1 ? 'a slot' : `${formatCount(size)} slots`} of “${schedule.name}”?`,
    lines: [
      aboutLine(schedule),
      ...slotLines(plan.slots),
      size === 1
        ? 'Its policy for overlaps holds for it. The task sees its slot; the run has a batch of its own.'
        : 'Its policy for overlaps holds for them. All belong to one batch; each task sees its slot.',
    ],
    yes: size === 1 ? 'run it' : `start ${formatCount(size)}`,
    items: [backfillItem(schedule, range, (made) => (batchId = made))],
    things: 'runs',
    size,
    leftOut: fired === 0 ? [] : [{ count: fired, reason: 'have a run already' }],
    onDone() {
      if (batchId !== null && isHere()) open(parts, { screen: 'batch', batchId });
    },
  });
}

function slotLines(slots: readonly string[]): readonly string[] {
  const text = (iso: string | undefined) =>
    iso === undefined ? '' : formatDateTime(Date.parse(iso)).slice(0, 16);
  if (slots.length === 1) return [`the slot of ${text(slots[0])}`];
  return [`${formatCount(slots.length)} slots, the first ${text(slots[0])}, the last ${text(slots.at(-1))}`];
}

/** Where they are now; tells later whether they still are, with nothing asked of them. */
function placeOf(parts: ConsoleParts): () => boolean {
  const { places } = stateOf(parts);
  return () => {
    const state = stateOf(parts);
    return state.places === places && state.dialog === null && parts.ui.getState().prompt === null;
  };
}
