import { z } from 'zod';
import { eventLevels } from '../model/event.ts';
import { queryInteger, queryTime } from './field.ts';

/** Contract section 7.4: events of all runs, answered in the shape of a job's events. */
export const projectLogQuery = z.object({
  /** Default: an hour before `end`. */
  start: queryTime.optional(),
  /** Default: now. */
  end: queryTime.optional(),
  /** An event id, as `next_cursor` gave it. */
  cursor: queryInteger(0, Number.MAX_SAFE_INTEGER).optional(),
  limit: queryInteger(1, 1000).optional(),
  direction: z.enum(['forward', 'backward']).optional(),
  level: z.enum(eventLevels).optional(),
  /** Found in the message, any case. */
  search: z.string().max(200).optional(),
});
