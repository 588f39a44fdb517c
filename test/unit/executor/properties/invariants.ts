import { wrongCounts } from '../../../soak/storm/wrong-counts.ts';
import type { World } from './world.ts';

const isTerminal = "status IN ('completed', 'failed', 'cancelled')";
const terminalEvent = "type IN ('run.completed', 'run.failed', 'run.cancelled')";

/** Each answers rows only where something is wrong. */
const questions: Readonly<Record<string, string>> = {
  'a terminal event for each run that has ended, and no second one': `
    SELECT id, status FROM runs
    WHERE (SELECT count(*) FROM events WHERE run_id = runs.id AND ${terminalEvent}) <> (${isTerminal})`,
  'the terminal event is that of the status': `
    SELECT id, status FROM runs WHERE ${isTerminal}
    AND NOT EXISTS (SELECT 1 FROM events WHERE run_id = runs.id AND type = 'run.' || status)`,
  'one open attempt while a run is running, and none else': `
    SELECT id, status FROM runs
    WHERE (SELECT count(*) FROM attempts WHERE run_id = runs.id AND ended_at IS NULL) <> (status = 'running')`,
  'attempts are numbered without gaps': `
    SELECT id, attempt FROM runs
    WHERE (SELECT count(*) FROM attempts WHERE run_id = runs.id) <> attempt`,
  'kept counts are what counting gives': wrongCounts,
  'a run that has ended says when, and no other does': `
    SELECT id, status FROM runs WHERE (completed_at IS NOT NULL) <> (${isTerminal})`,
  'no run runs before what it depends on has ended': `
    SELECT r.id FROM runs r, json_each(r.depends_on) d JOIN runs n ON n.id = d.value
    WHERE r.status = 'running' AND NOT n.${isTerminal}`,
};

/** What must be true at any moment. @throws Error that names what is not */
export function checkInvariants({ db, accepted, wrongMoves, pool }: World): void {
  for (const [claim, sql] of Object.entries(questions)) {
    const wrong = db.prepare(sql).all();
    if (wrong.length > 0) throw new Error(`not true: ${claim}: ${JSON.stringify(wrong)}`);
  }
  if (wrongMoves.length > 0) throw new Error(`moves that are not allowed: ${wrongMoves.join('; ')}`);
  if (pool.overlaps.length > 0) throw new Error(`attempts overlap: ${pool.overlaps.join()}`);
  const kept = db.prepare('SELECT count(*) AS n FROM runs WHERE id IN (SELECT value FROM json_each(?))');
  const found = Number(kept.get(JSON.stringify(accepted))?.['n']);
  if (found !== accepted.length) throw new Error(`of ${accepted.length} accepted runs ${found} are there`);
}
