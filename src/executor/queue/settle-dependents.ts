import type { RunEvent } from '../../model/event.ts';
import type { Run } from '../../model/run.ts';
import { isTerminal, type RunStatus } from '../../model/run-status.ts';
import type { Storage } from '../storage/open-storage.ts';
import { dependencyFailure } from './dependency-failure.ts';
import type { MovingMembers } from './move-run.ts';

/** Dependents that are told in one transaction: bounds how long the event loop is held. */
const maxSettled = 200;

/** What this needs of the ledger: it writes, and does not come back here. */
export interface DependentWriter {
  move(
    run: Run,
    to: RunStatus,
    members: MovingMembers,
    event: Pick<RunEvent, 'type' | 'level' | 'message' | 'payload'>,
  ): Run;
  /** Changes the record and writes no event. */
  revise(run: Run, members: MovingMembers): Run;
}

/**
 * Tells the runs that depend on an ended one: the last end that one waited for makes it pending, a bad
 * end fails it, and those that depend on it in turn are told as well. Not recursive: a chain may be of
 * any length. After `maxSettled` of them the rest stays open in the table for another transaction.
 */
export function settleDependents(
  { runs, dependencies }: Pick<Storage, 'runs' | 'dependencies'>,
  writer: DependentWriter,
  ended: Run,
): void {
  const queue = [ended];
  let left = maxSettled;
  for (let next = queue.shift(); next !== undefined && left > 0; next = queue.shift()) {
    const ids = dependencies.open(next.id, left);
    left -= ids.length;
    for (const id of ids) {
      dependencies.close(id, next.id);
      const dependent = runs.get(id);
      if (dependent?.status !== 'waiting' || dependent.waitingReason !== 'dependency') continue;
      const settled = settleOne(writer, dependent, next);
      if (isTerminal(settled.status)) queue.push(settled);
    }
  }
}

function settleOne(writer: DependentWriter, dependent: Run, { id, status }: Run): Run {
  if (status !== 'completed' && dependent.onDependencyFailure === 'fail') {
    const { members, event } = dependencyFailure({ id, status });
    return writer.move(dependent, 'failed', members, event);
  }
  const waitingFor = dependent.waitingFor.filter((needed) => needed !== id);
  if (waitingFor.length > 0) return writer.revise(dependent, { waitingFor });
  return writer.move(
    dependent,
    'pending',
    { reason: null },
    {
      type: 'run.resumed',
      level: 'info',
      message: 'All runs that it depends on have ended',
      payload: { reason: 'dependency', last: id },
    },
  );
}
