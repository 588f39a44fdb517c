import type { Client } from '../../client/client.ts';
import { UserError } from '../../model/errors.ts';
import type { Schedule, ScheduleChange, ScheduleDraft } from '../../model/schedule.ts';
import type { ActionItem } from './action.ts';
import { isLost } from './queue-parts.ts';

/** Who hears what becomes of a schedule that is saved. */
export interface SaveListener {
  /** The record as it is after the change, and after it was taken back. */
  readonly onChanged: (schedule: Schedule) => void;
  /** It was saved. */
  readonly onSaved: (schedule: Schedule) => void;
  /** It was refused. @param theirs the record as it is on the server, where somebody else has changed it */
  readonly onRefused: (thrown: unknown, theirs: Schedule | null) => void;
}

/** Changes a schedule, unless somebody else has changed it since `base`; what it was before is put back by its undo. */
export function editScheduleItem(base: Schedule, change: ScheduleChange, listener: SaveListener): ActionItem {
  let saved = base;
  const done = (schedule: Schedule) => {
    saved = schedule;
    listener.onChanged(schedule);
    listener.onSaved(schedule);
    return { runs: [], note: schedule.version === null ? null : `version ${schedule.version}` };
  };
  return {
    id: base.id,
    label: base.name,
    target: base.target,
    isSentOnce: true,
    send: (client) =>
      told(client, base, listener, async () => done(await client.schedules.update(base, change))),
    async lookUp(client) {
      const now = await client.schedules.get(base.id);
      return isAsAsked(now, change) ? done(now) : null;
    },
    undo: {
      text: base.version === null ? 'put back what it was' : `put version ${base.version} back`,
      send: async (client) =>
        listener.onChanged(await client.schedules.update(saved, membersBefore(base, change))),
    },
  };
}

/**
 * Creates a schedule; its undo deletes it again.
 * @param takesIds the server keeps the id that it is given: whether it has the schedule can be asked after a lost answer
 */
export function createScheduleItem(
  draft: ScheduleDraft,
  listener: SaveListener,
  takesIds: boolean,
): ActionItem {
  let created: Schedule | null = null;
  const id = crypto.randomUUID();
  const done = (schedule: Schedule) => {
    created = schedule;
    listener.onChanged(schedule);
    listener.onSaved(schedule);
    return { runs: [], note: null };
  };
  return {
    id: null,
    label: draft.name,
    target: draft.target,
    isSentOnce: true,
    send: (client) =>
      told(client, null, listener, async () =>
        done(await client.schedules.create(takesIds ? { ...draft, id } : draft)),
      ),
    ...(takesIds ? { lookUp: (client: Client) => lookUpCreated(client, id, done) } : {}),
    undo: {
      text: 'delete the new schedule',
      async send(client) {
        if (created === null) throw new UserError('not-found', 'it is not known which schedule was created');
        listener.onChanged(await client.schedules.remove(created));
      },
    },
  };
}

async function lookUpCreated<Done>(client: Client, id: string, done: (schedule: Schedule) => Done) {
  try {
    return done(await client.schedules.get(id));
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.kind === 'not-found') return null;
    throw thrown;
  }
}

/** A lost answer is no refusal: what came of it is looked up, and nothing is to be typed before that is known. */
async function told<Done>(
  client: Client,
  base: Schedule | null,
  { onRefused }: SaveListener,
  send: () => Promise<Done>,
): Promise<Done> {
  try {
    return await send();
  } catch (thrown) {
    if (isLost(thrown, true)) throw thrown;
    const isConflict = thrown instanceof UserError && thrown.kind === 'conflict' && base !== null;
    const theirs = isConflict ? await client.schedules.get(base.id).catch(() => null) : null;
    onRefused(thrown, theirs);
    throw thrown;
  }
}

/** The members that a change replaced, as they were; one that the server did not tell stays as it is now. */
function membersBefore(base: Schedule, change: ScheduleChange): ScheduleChange {
  const before: Record<string, unknown> = {};
  const known: Readonly<Record<string, unknown>> = { ...base };
  for (const member of Object.keys(change)) {
    const isNeeded = member === 'concurrencyPolicy' || member === 'missedPolicy';
    if (!(isNeeded && known[member] === null)) before[member] = known[member];
  }
  return before;
}

function isAsAsked(now: Schedule, change: ScheduleChange): boolean {
  const known: Readonly<Record<string, unknown>> = { ...now };
  return Object.entries(change).every(
    ([member, value]) => JSON.stringify(known[member]) === JSON.stringify(value),
  );
}
