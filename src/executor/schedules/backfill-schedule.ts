import { setImmediate as nextTurn } from 'node:timers/promises';
import { readInstant } from '../../cron/iso-times.ts';
import { isoTime } from '../../lib/clock.ts';
import { newId } from '../../lib/id.ts';
import { UserError } from '../../model/errors.ts';
import { scheduleBounds } from '../../model/schedule.ts';
import type { Backfill } from '../../model/schedule-preview.ts';
import type { Pen } from '../queue/ledger.ts';
import { findSchedule } from './find-schedule.ts';
import type { FoundTarget } from './firing/run-of-schedule.ts';
import { slotsOf } from './next-slot.ts';
import type { ScheduleParts } from './schedule-parts.ts';
import type { ScheduleRecord } from './schedule-record.ts';
import { byWhom, deed, putAway } from './schedule-texts.ts';
import type { Schedules } from './schedules.ts';
import { insertScheduleRun, liveRecord, targetOfSchedule } from './trigger-schedule.ts';

/** Runs of one transaction: bounds how long others wait. */
const groupSize = 100;

/** See `Schedules.backfill`. */
export async function backfillSchedule(
  parts: ScheduleParts,
  ref: string,
  range: Parameters<Schedules['backfill']>[1],
  by: string,
): Promise<Backfill> {
  const { storage } = parts;
  const found = findSchedule(storage.schedules, ref);
  if (found.archivedAt !== null) throw putAway(found);
  if (found.kind === 'ongoing') {
    throw new UserError(
      'unsupported',
      `${JSON.stringify(found.name)} has no slots: each run follows the one before`,
      {
        fix: 'Trigger a run of it instead.',
      },
    );
  }
  const from = instantOf('from', range.from);
  const to = instantOf('to', range.to);
  if (to <= from) throw new UserError('invalid', `to: ${range.to} is not after ${range.from}`);
  const now = parts.clock.now();
  if (from > now) {
    throw new UserError(
      'invalid',
      `from: ${range.from} is still to come; only what has passed can be backfilled`,
    );
  }
  const fired = storage.slots.firedBetween(found.id, from, to);
  const slots = slotsOfRange(found, from, Math.min(to, now + 1), new Set(fired));
  if (range.dryRun || slots.length === 0) {
    return { slots: slots.map(isoTime), alreadyFired: fired.length, runIds: [], batchId: null };
  }
  const target = await targetOfSchedule(parts, found);
  const done = await createRuns(parts, found.id, slots, target, by);
  return { ...done, alreadyFired: fired.length + (slots.length - done.slots.length) };
}

/** Slots of the range that have no run. @throws UserError `invalid` for too many */
function slotsOfRange(
  record: ScheduleRecord,
  from: number,
  to: number,
  fired: ReadonlySet<number>,
): readonly number[] {
  const { max } = scheduleBounds.backfill;
  const slots: number[] = [];
  for (const slot of slotsOf(record, from - 1)) {
    if (slot >= to) break;
    if (fired.has(slot)) continue;
    if (slots.length === max) {
      throw new UserError('invalid', `to: the range has more than ${max} slots without a run`, {
        fix: `Choose a shorter range: the first ${max} end with ${isoTime(slots.at(-1) ?? from)}.`,
      });
    }
    slots.push(slot);
  }
  return slots;
}

/** In groups: a slot that somebody fires meanwhile keeps that run. */
async function createRuns(
  parts: ScheduleParts,
  id: string,
  slots: readonly number[],
  target: FoundTarget,
  by: string,
): Promise<Omit<Backfill, 'alreadyFired'>> {
  const batchId = newId();
  const filled: { readonly slot: number; readonly runId: string }[] = [];
  for (let first = 0; first < slots.length; first += groupSize) {
    const group = slots.slice(first, first + groupSize);
    const made = await parts.ledger.record((pen) => {
      // Asked once for all of them: a backfill is done whole or not at all.
      if (first === 0) parts.limits.checkQueue(slots.length);
      const record = liveRecord(parts, id);
      const runs = fillGroup(parts, pen, record, {
        slots: group,
        target,
        batchId,
        after: filled.at(-1)?.runId ?? null,
      });
      // With the first of them: a process that dies in between leaves runs that the history explains.
      if (filled.length === 0 && runs.length > 0) {
        const count = runs.length + slots.length - first - group.length;
        pen.schedules.append(id, backfilled(record, slots, batchId, count, by));
      }
      return runs;
    });
    filled.push(...made);
    parts.wakeQueue();
    await nextTurn();
  }
  return {
    slots: filled.map(({ slot }) => isoTime(slot)),
    runIds: filled.map(({ runId }) => runId),
    batchId: filled.length === 0 ? null : batchId,
  };
}

interface Group {
  readonly slots: readonly number[];
  readonly target: FoundTarget;
  readonly batchId: string;
  /** The run of the slot before. */
  readonly after: string | null;
}

function fillGroup(parts: ScheduleParts, pen: Pen, record: ScheduleRecord, group: Group) {
  const { storage, clock } = parts;
  const { target, batchId } = group;
  const filled: { readonly slot: number; readonly runId: string }[] = [];
  let { after } = group;
  for (const slot of group.slots) {
    if (storage.slots.get(record.id, slot)?.outcome === 'fired') continue;
    const run = insertScheduleRun(parts, pen, record, target, { kind: 'slot', slot, after, batchId }, null);
    storage.slots.replace({
      scheduleId: record.id,
      at: isoTime(slot),
      outcome: 'fired',
      cause: 'backfill',
      reasonText: null,
      runId: run.id,
      decidedAt: isoTime(clock.now()),
    });
    filled.push({ slot, runId: run.id });
    after = run.id;
  }
  return filled;
}

function backfilled(
  record: ScheduleRecord,
  slots: readonly number[],
  batchId: string,
  runs: number,
  by: string,
) {
  const from = isoTime(slots[0] ?? 0);
  const to = isoTime(slots.at(-1) ?? 0);
  const message = `Backfilled by ${byWhom(by)}: ${runs} ${runs === 1 ? 'run' : 'runs'} from ${from} to ${to}`;
  return deed('backfilled', message, by, record, { batch_id: batchId, runs, from, to });
}

function instantOf(member: string, text: string): number {
  const at = readInstant(text);
  if (typeof at === 'number') return at;
  throw new UserError('invalid', `${member}: ${at}`);
}
