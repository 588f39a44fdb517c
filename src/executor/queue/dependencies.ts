import { UserError } from '../../model/errors.ts';
import { type CreateRun, type DependencyPolicy, type Run, runBounds } from '../../model/run.ts';
import { isTerminal, type RunStatus } from '../../model/run-status.ts';
import type { Storage } from '../storage/open-storage.ts';
import { dependencyFailure } from './dependency-failure.ts';
import type { Pen } from './ledger.ts';

/** Ids of dependencies that an event names; the record has all. */
const namedInEvent = 20;

/**
 * The runs that a creation depends on, by their ids. As all of them exist and the new one does not
 * yet, no circle can come about but by its own public id.
 * @throws UserError `not-found` for an unknown run, `invalid` for too many, for one named twice and
 *   for the run itself
 */
export function resolveDependencies({ runs }: Pick<Storage, 'runs'>, input: CreateRun): readonly string[] {
  const { dependsOn = [], publicId } = input;
  const { max } = runBounds.dependsOn;
  if (dependsOn.length > max) {
    throw new UserError('invalid', `depends_on: ${dependsOn.length} runs are named; at most ${max} may be`, {
      fix: 'Let runs in between gather them.',
    });
  }
  const ids = dependsOn.map((ref) => {
    const run = runs.get(ref.toLowerCase()) ?? runs.getByPublicId(ref);
    if (run !== null) return run.id;
    if (ref === publicId) throw ownDependency(ref);
    throw unknownDependency(ref);
  });
  const twice = dependsOn.find((_, index) => ids.indexOf(ids[index] ?? '') < index);
  if (twice === undefined) return ids;
  throw new UserError('invalid', `depends_on: ${quoted(twice)} is named twice`);
}

/**
 * Gives a run that was just inserted the status that its dependencies ask for: pending when all have
 * ended well, failed when one has not, else waiting. Belongs in the transaction that inserts it.
 * @throws UserError `not-found` when one of them was pruned meanwhile
 */
export function acceptDependencies({ dependencies }: Pick<Storage, 'dependencies'>, pen: Pen, run: Run): Run {
  if (run.dependsOn.length === 0) return run;
  const statuses = dependencies.statuses(run.dependsOn);
  const needed = run.dependsOn.map((id) => ({ id, status: statuses.get(id) ?? gone(id) }));
  const bad = needed.find(({ status }) => isBadEnd(status, run.onDependencyFailure));
  if (bad !== undefined) {
    const { members, event } = dependencyFailure(bad);
    return pen.move(run, 'failed', members, event);
  }
  const waitingFor = needed.filter(({ status }) => !isTerminal(status)).map(({ id }) => id);
  for (const { id, status } of needed) dependencies.add(run.id, id, !isTerminal(status));
  if (waitingFor.length === 0) return run;
  const members = { waitingReason: 'dependency', waitingFor };
  const count = waitingFor.length;
  return pen.move(run, 'waiting', members, {
    type: 'run.waiting',
    level: 'info',
    message: `Waits for ${count === 1 ? `run ${waitingFor[0]}` : `${count} runs`}`,
    payload: { reason: 'dependency', count, waiting_for: waitingFor.slice(0, namedInEvent) },
  });
}

/** True for the end of a dependency that its dependents do not survive. */
function isBadEnd(status: RunStatus, policy: DependencyPolicy): boolean {
  return policy === 'fail' && isTerminal(status) && status !== 'completed';
}

function ownDependency(ref: string): UserError {
  return new UserError('invalid', `depends_on: ${quoted(ref)} is the run itself: it would wait for ever`, {
    fix: 'Leave it out.',
  });
}

function unknownDependency(ref: string): UserError {
  return new UserError('not-found', `depends_on: there is no run ${quoted(ref)}`, {
    fix: 'Name runs by their whole id or by the public id they were created with; ended ones are pruned after a while.',
  });
}

function gone(id: string): never {
  throw unknownDependency(id);
}

function quoted(ref: string): string {
  return JSON.stringify(ref.slice(0, 128));
}
