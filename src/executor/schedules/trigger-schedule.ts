import { namedId } from '../../lib/id.ts';
import { UserError } from '../../model/errors.ts';
import type { Run } from '../../model/run.ts';
import { acceptDependencies } from '../queue/dependencies.ts';
import type { Pen } from '../queue/ledger.ts';
import { usableTarget } from '../usable-target.ts';
import { describeSchedule } from './describe-schedule.ts';
import { findSchedule } from './find-schedule.ts';
import { type FoundTarget, type RunOrigin, runOfSchedule } from './firing/run-of-schedule.ts';
import type { ScheduleParts } from './schedule-parts.ts';
import type { ScheduleRecord } from './schedule-record.ts';
import { byWhom, deed, putAway } from './schedule-texts.ts';
import type { Schedules } from './schedules.ts';

/** Characters of the name of a run. */
const longestName = 255;

/** See `Schedules.trigger`. */
export async function triggerSchedule(
  parts: ScheduleParts,
  ref: string,
  { key, name }: Parameters<Schedules['trigger']>[1],
  by: string,
): ReturnType<Schedules['trigger']> {
  const { storage, ledger, limits, clock } = parts;
  const found = findSchedule(storage.schedules, ref);
  checkName(name);
  // One key may be used for several schedules.
  const publicId = key === null ? null : namedId(found.id, key);
  const earlier = () => (publicId === null ? null : storage.runs.getByPublicId(publicId));
  const answer = (run: Run, duplicate: boolean) => ({
    run,
    duplicate,
    schedule: describeSchedule(storage, storage.schedules.get(found.id) ?? found, clock.now()),
  });
  const known = earlier();
  if (known !== null) return answer(known, true);
  if (found.archivedAt !== null) throw putAway(found);
  const target = await targetOfSchedule(parts, found);
  limits.checkRate();
  const accepted = ledger.record((pen) => {
    const first = earlier();
    if (first !== null) return { run: first, duplicate: true };
    limits.checkQueue();
    const record = liveRecord(parts, found.id);
    const run = insertScheduleRun(parts, pen, record, target, { kind: 'manual', name }, publicId);
    pen.schedules.append(
      record.id,
      deed('triggered', `Triggered by ${byWhom(by)}`, by, record, { run_id: run.id }),
    );
    return { run, duplicate: false };
  });
  parts.wakeQueue();
  const { run, duplicate } = await accepted;
  return answer(run, duplicate);
}

/** The schedule as it is now. @throws UserError `conflict` when it was deleted */
export function liveRecord({ storage }: ScheduleParts, id: string): ScheduleRecord {
  const record = storage.schedules.get(id);
  if (record === null) throw new UserError('not-found', `There is no schedule ${id} any more`);
  if (record.archivedAt !== null) throw putAway(record);
  return record;
}

/** The target of a schedule, if it can be executed with its config. @throws UserError as `createRun` does */
export async function targetOfSchedule(
  { targets, targetLimits, configs }: ScheduleParts,
  { target: name, config }: ScheduleRecord,
): Promise<FoundTarget> {
  const target = await usableTarget(targets, name);
  targetLimits.learn(target);
  await configs.check(target, config);
  return { kind: target.kind, target: target.target };
}

/** Inserts a run of a schedule with its first event. Belongs inside a transaction. */
export function insertScheduleRun(
  { storage, clock }: ScheduleParts,
  pen: Pen,
  record: ScheduleRecord,
  target: FoundTarget,
  origin: RunOrigin,
  publicId: string | null,
): Run {
  const { projectId } = storage;
  const run = runOfSchedule(record, target, origin, { projectId, now: clock.now() });
  const inserted = pen.insert(run, publicId, {
    type: 'run.accepted',
    level: 'info',
    message: `Accepted ${run.target}`,
    payload: { target: run.target, schedule: record.id, slot: run.slot },
  });
  return acceptDependencies(storage, pen, inserted);
}

function checkName(name: string | null): void {
  if (name === null || (name.length > 0 && name.length <= longestName)) return;
  throw new UserError('invalid', `run_name: must have 1 to ${longestName} characters`);
}
