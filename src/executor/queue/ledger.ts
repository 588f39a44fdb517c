import { type Clock, isoTime } from '../../lib/clock.ts';
import { createListeners } from '../../lib/listeners.ts';
import type { RunEvent } from '../../model/event.ts';
import type { Run } from '../../model/run.ts';
import { isTerminal, type RunStatus } from '../../model/run-status.ts';
import type { ExecutorChange } from '../executor.ts';
import { describeSchedule } from '../schedules/describe-schedule.ts';
import { tellSchedule } from '../schedules/firing/tell-schedule.ts';
import { createSchedulePen, type SchedulePen } from '../schedules/schedule-pen.ts';
import type { Storage } from '../storage/open-storage.ts';
import { type MovingMembers, movedRun } from './move-run.ts';
import { reportBug } from './report-bug.ts';
import { settleDependents } from './settle-dependents.ts';

/** What an event says, before it has a number and a time. */
export type EventDraft = Pick<RunEvent, 'type' | 'level' | 'message' | 'payload'>;

/** Writes runs, schedules and their events, inside one transaction. */
export interface Pen {
  readonly schedules: SchedulePen;
  /** Adds a run as its creator made it, with its first event. */
  insert(run: Run, publicId: string | null, event: EventDraft): Run;
  /**
   * The only way to change the status of a run: asks the table of allowed moves and writes the event.
   * @throws Error when the table does not allow the move (a bug)
   */
  move(run: Run, to: RunStatus, members: MovingMembers, event: EventDraft): Run;
  /** Changes members of a run that stays in its status. */
  amend(run: Run, members: MovingMembers, event: EventDraft): Run;
  /** Adds an event and leaves the run as it is. */
  append(runId: string, event: EventDraft): void;
  /** Tells the dependents of an ended run that were not told yet, so many at a time; `move` does it by itself. */
  settle(ended: Run): void;
}

/** Every change of a run goes through here: row and event in one transaction, then the listeners. */
export interface Ledger {
  /**
   * Applies `change` in one transaction and tells the listeners after it is durable.
   * @returns what `change` returned @throws what `change` threw, UserError `storage`
   */
  record<T>(change: (pen: Pen) => T): Promise<T>;
  /** Tells the listeners something that is not kept in the storage. */
  tell(change: ExecutorChange): void;
  subscribe(listener: (change: ExecutorChange) => void): () => void;
}

export function createLedger(storage: Storage, clock: Clock): Ledger {
  const listeners = createListeners<ExecutorChange>();
  /** What is durable stays true: a listener's bug must not make the writer believe it failed. */
  const attempt = (notify: () => void) => {
    try {
      notify();
    } catch (error) {
      reportBug(error);
    }
  };
  const tell = (change: ExecutorChange) => attempt(() => listeners.notify(change));
  const tellOfSchedule = (id: string) => {
    const record = storage.schedules.get(id);
    if (record !== null) tell({ kind: 'schedule', schedule: describeSchedule(storage, record, clock.now()) });
  };
  return {
    async record(change) {
      const changes: ExecutorChange[] = [];
      const touched = new Set<string>();
      const now = isoTime(clock.now());
      const schedules = createSchedulePen(storage, now, touched);
      const pen = { ...createPen(storage, now, changes, schedules), schedules };
      const result = await storage.write(() => change(pen));
      for (const each of changes) tell(each);
      for (const id of touched) attempt(() => tellOfSchedule(id));
      return result;
    },
    tell,
    subscribe: listeners.add,
  };
}

function createPen(
  storage: Storage,
  now: string,
  changes: ExecutorChange[],
  schedules: SchedulePen,
): Omit<Pen, 'schedules'> {
  const append = (runId: string, draft: EventDraft) => {
    changes.push({ kind: 'event', event: storage.events.append({ ...draft, runId, createdAt: now }) });
  };
  const put = (run: Run, event: EventDraft) => {
    changes.push({ kind: 'run', run });
    append(run.id, event);
    return run;
  };
  const update = (run: Run, event: EventDraft) => {
    storage.runs.update(run);
    return put(run, event);
  };
  const revised = (run: Run, members: MovingMembers): Run => ({
    ...run,
    ...members,
    updatedAt: now,
    version: (run.version ?? 0) + 1,
  });
  const move: Pen['move'] = (run, to, members, event) => {
    if (isTerminal(to) && run.dependsOn.length > 0) storage.dependencies.forget(run.id);
    const moved = update(movedRun(run, to, { ...noLongerWaiting(run, to), ...members }, now), event);
    if (isTerminal(to)) tellSchedule(storage, schedules, moved, Date.parse(now));
    return moved;
  };
  const settle = (ended: Run) =>
    settleDependents(
      storage,
      {
        move,
        revise(run, members) {
          const changed = revised(run, members);
          storage.runs.update(changed);
          changes.push({ kind: 'run', run: changed });
          return changed;
        },
      },
      ended,
    );
  return {
    insert(run, publicId, event) {
      storage.runs.insert(run, publicId);
      return put(run, event);
    },
    move(run, to, members, event) {
      const moved = move(run, to, members, event);
      if (isTerminal(to)) settle(moved);
      return moved;
    },
    amend: (run, members, event) => update(revised(run, members), event),
    append,
    settle,
  };
}

/** What a run waited for is of interest only while it waits. */
function noLongerWaiting(run: Run, to: RunStatus): MovingMembers {
  return run.status === 'waiting' && to !== 'waiting' ? { waitingReason: null, waitingFor: [] } : {};
}
