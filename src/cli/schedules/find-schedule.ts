import type { Client } from '../../client/client.ts';
import { UserError } from '../../model/errors.ts';
import type { Schedule } from '../../model/schedule.ts';
import { editUnsupported } from '../../model/schedule-abilities.ts';

/** Ids that are named where a part of one means several. */
const mostCandidates = 5;
/** An ending shorter than this says too little. */
const shortestEnding = 4;

/**
 * The schedule that a reference means: an id, a name, or the beginning or ending of an id. Servers that know ids only
 * are asked for all of them, and looked through here.
 * @throws UserError `not-found`, `ambiguous` (names candidates)
 */
export async function findSchedule(client: Client, ref: string): Promise<Schedule> {
  const { abilities } = await client.capabilities();
  if (abilities.schedulePolicies === true) return client.schedules.get(ref);
  const schedules = await client.schedules.list();
  const found = candidates(schedules, ref);
  const [schedule] = found;
  if (schedule !== undefined && found.length === 1) return schedule;
  if (schedule === undefined) {
    throw new UserError('not-found', `There is no schedule ${JSON.stringify(ref.slice(0, 128))}`, {
      fix: 'See them with "vfjobs schedules ls".',
    });
  }
  const ids = found.slice(0, mostCandidates).map(({ id }) => id);
  throw new UserError('ambiguous', `${ref} means more than one schedule: ${ids.join(', ')}`, {
    fix: 'Write more characters of the id.',
  });
}

/** @throws UserError `unsupported` with what keeps it from being changed, before anything is told or asked */
export async function requireEditable(client: Client, schedule: Schedule): Promise<void> {
  const reason = editUnsupported(await client.capabilities(), schedule);
  if (reason !== null) throw new UserError('unsupported', reason);
}

function candidates(schedules: readonly Schedule[], ref: string): readonly Schedule[] {
  const exact = schedules.filter(({ id, name }) => id === ref || name === ref);
  if (exact.length > 0) return exact;
  const beginning = schedules.filter(({ id }) => id.startsWith(ref));
  if (beginning.length > 0 || ref.length < shortestEnding) return beginning;
  return schedules.filter(({ id }) => id.endsWith(ref));
}
