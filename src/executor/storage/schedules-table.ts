import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { scheduleKinds } from '../../model/schedule.ts';
import type { ScheduleRecord } from '../schedules/schedule-record.ts';
import type { ScheduleFilter } from '../schedules/schedules.ts';
import { integer, integerOrNull, type Row, text, word } from './columns.ts';
import { scheduleColumns, scheduleFromRow } from './schedule-columns.ts';
import { createStatementCache } from './statement-cache.ts';

/** A schedule and its place in creation order. */
export interface PlacedSchedule {
  readonly record: ScheduleRecord;
  readonly position: number;
}

/** When a schedule fires, and nothing else of it. */
export type StoredRule = Pick<ScheduleRecord, 'name' | 'kind' | 'when' | 'timezone'> & {
  readonly anchor: number;
  readonly startAt: number | null;
  readonly endAt: number | null;
};

/** The rows of `schedules`. Methods that write belong inside `Storage.write`. Times are epoch ms. */
export interface SchedulesTable {
  insert(record: ScheduleRecord): void;
  /** Writes every member: read it inside the same transaction. */
  update(record: ScheduleRecord): void;
  /** Also one that was put away. */
  get(id: string): ScheduleRecord | null;
  /** Newest first, below the position `before`. */
  list(filter: ScheduleFilter, before: number, limit: number): readonly PlacedSchedule[];
  /** Those that have this very name and are not put away, newest first. */
  named(name: string, limit: number): readonly ScheduleRecord[];
  /** Ids that start with `prefix` (lower-case). */
  idsFrom(prefix: string, limit: number): readonly string[];
  /** Ids that end with `ending`, newest first. */
  idsTo(ending: string, limit: number): readonly string[];
  /** Those that the scheduler has to look at, the earliest first. */
  due(now: number, limit: number): readonly ScheduleRecord[];
  /** When the earliest has to be looked at; null when none has to. */
  nextWake(): number | null;
  /** Has it looked at no later than then; one that is looked at earlier stays so. */
  wake(id: string, at: number): void;
  /** Those whose next slot was reckoned later than `now`: the clock was set back. */
  reckonedAfter(now: number, limit: number): readonly ScheduleRecord[];
  /** The one that a file of the project defines by that id, if it is not put away. */
  ofSource(triggerId: string): ScheduleRecord | null;
  /** The one of that id that was put away last. */
  putAwayOfSource(triggerId: string): ScheduleRecord | null;
  /** All that files of the project define and that are not put away. */
  allOfSource(): readonly ScheduleRecord[];
  /** The time rules of those that fire, but one; newest first. */
  rules(exceptId: string | null, limit: number): readonly StoredRule[];
  /** Those that are not put away and depend on it. */
  dependents(id: string): readonly ScheduleRecord[];
  /** Those with ids after that one, in the order of ids, and since when they are put away. */
  after(id: string, limit: number): readonly Pick<ScheduleRecord, 'id' | 'archivedAt'>[];
  /** Removes the row of one that was put away; its slots and events have to be gone. */
  delete(id: string): void;
}

export function createSchedulesTable(db: DatabaseSync): SchedulesTable {
  return { ...readers(db), ...waking(db), ...writers(db) };
}

function readers(db: DatabaseSync) {
  const statements = createStatementCache(db);
  const live = "status <> 'deleting'";
  const byId = db.prepare('SELECT * FROM schedules WHERE id = ?');
  const byName = db.prepare(`SELECT * FROM schedules WHERE name = ? AND ${live} ORDER BY seq DESC LIMIT ?`);
  // Ids are made of 0-9, a-f and '-': everything with the prefix sorts before prefix + 'g'.
  const byPrefix = db.prepare(
    "SELECT id FROM schedules WHERE id >= :prefix AND id < :prefix || 'g' ORDER BY id LIMIT :limit",
  );
  const byEnding = db.prepare(
    "SELECT id FROM schedules WHERE id LIKE '%' || :ending ORDER BY id DESC LIMIT :limit",
  );
  const bySource = db.prepare('SELECT * FROM schedules WHERE source_trigger_id = ? AND archived_at IS NULL');
  const putAway = db.prepare(
    'SELECT * FROM schedules WHERE source_trigger_id = ? AND archived_at IS NOT NULL ORDER BY archived_at DESC LIMIT 1',
  );
  const ofSources = db.prepare(
    'SELECT * FROM schedules WHERE source_trigger_id IS NOT NULL AND archived_at IS NULL ORDER BY source_trigger_id',
  );
  const rules = db.prepare(
    `SELECT name, kind, when_text, timezone, anchored_at, start_at, end_at FROM schedules
     WHERE status = 'active' AND ended IS NULL AND id IS NOT ? ORDER BY seq DESC LIMIT ?`,
  );
  const dependents = db.prepare(
    `SELECT * FROM schedules WHERE depends_on <> '[]' AND ${live}
       AND EXISTS (SELECT 1 FROM json_each(depends_on) WHERE value = ?) ORDER BY seq`,
  );
  const orNull = (row: Row | undefined) => (row === undefined ? null : scheduleFromRow(row));
  return {
    get: (id: string) => orNull(byId.get(id)),
    list(filter: ScheduleFilter, before: number, limit: number): PlacedSchedule[] {
      const where = whereOf(filter);
      const sql = `SELECT * FROM schedules WHERE ${['seq < :before', ...where.terms].join(' AND ')} ORDER BY seq DESC LIMIT :limit`;
      return statements
        .prepare(sql)
        .all({ ...where.params, before, limit })
        .map((row) => ({ record: scheduleFromRow(row), position: integer(row, 'seq') }));
    },
    named: (name: string, limit: number) => byName.all(name, limit).map(scheduleFromRow),
    idsFrom: (prefix: string, limit: number) => byPrefix.all({ prefix, limit }).map((row) => text(row, 'id')),
    idsTo: (ending: string, limit: number) => byEnding.all({ ending, limit }).map((row) => text(row, 'id')),
    ofSource: (triggerId: string) => orNull(bySource.get(triggerId)),
    putAwayOfSource: (triggerId: string) => orNull(putAway.get(triggerId)),
    allOfSource: () => ofSources.all().map(scheduleFromRow),
    rules: (exceptId: string | null, limit: number) => rules.all(exceptId, limit).map(ruleFromRow),
    dependents: (id: string) => dependents.all(id).map(scheduleFromRow),
  };
}

function ruleFromRow(row: Row): StoredRule {
  return {
    name: text(row, 'name'),
    kind: word(row, 'kind', scheduleKinds),
    when: text(row, 'when_text'),
    timezone: text(row, 'timezone'),
    anchor: integer(row, 'anchored_at'),
    startAt: integerOrNull(row, 'start_at'),
    endAt: integerOrNull(row, 'end_at'),
  };
}

function whereOf({ status, sourceTriggerId, environmentId, onlyScheduled }: ScheduleFilter) {
  const terms = [status === undefined ? "status <> 'deleting'" : 'status = :status'];
  const params: Record<string, SQLInputValue> = {};
  if (status !== undefined) params['status'] = status;
  if (sourceTriggerId !== undefined) {
    terms.push('source_trigger_id = :sourceTriggerId');
    params['sourceTriggerId'] = sourceTriggerId;
  }
  if (environmentId !== undefined) {
    terms.push('environment_id = :environmentId');
    params['environmentId'] = environmentId;
  }
  if (onlyScheduled === true) terms.push("kind = 'scheduled'");
  return { terms, params };
}

function waking(db: DatabaseSync) {
  const due = db.prepare('SELECT * FROM schedules WHERE wake_at <= ? ORDER BY wake_at LIMIT ?');
  const next = db.prepare('SELECT min(wake_at) AS at FROM schedules WHERE wake_at IS NOT NULL');
  const wake = db.prepare('UPDATE schedules SET wake_at = min(coalesce(wake_at, :at), :at) WHERE id = :id');
  const reckoned = db.prepare('SELECT * FROM schedules WHERE reckoned_at > ? ORDER BY reckoned_at LIMIT ?');
  return {
    due: (now: number, limit: number) => due.all(now, limit).map(scheduleFromRow),
    nextWake() {
      const row = next.get();
      return row === undefined ? null : integerOrNull(row, 'at');
    },
    wake: (id: string, at: number) => void wake.run({ id, at }),
    reckonedAfter: (now: number, limit: number) => reckoned.all(now, limit).map(scheduleFromRow),
  };
}

function writers(db: DatabaseSync) {
  const statements = createStatementCache(db);
  const after = db.prepare('SELECT id, archived_at FROM schedules WHERE id > ? ORDER BY id LIMIT ?');
  const remove = db.prepare('DELETE FROM schedules WHERE id = ? AND archived_at IS NOT NULL');
  return {
    insert(record: ScheduleRecord) {
      const row = scheduleColumns(record);
      const names = Object.keys(row);
      const values = names.map((name) => `:${name}`);
      statements.prepare(`INSERT INTO schedules (${names.join()}) VALUES (${values.join()})`).run(row);
    },
    update(record: ScheduleRecord) {
      const row = scheduleColumns(record);
      const settings = Object.keys(row)
        .filter((name) => name !== 'id')
        .map((name) => `${name} = :${name}`);
      statements.prepare(`UPDATE schedules SET ${settings.join()} WHERE id = :id`).run(row);
    },
    after: (id: string, limit: number) =>
      after
        .all(id, limit)
        .map((row) => ({ id: text(row, 'id'), archivedAt: integerOrNull(row, 'archived_at') })),
    delete: (id: string) => void remove.run(id),
  };
}
