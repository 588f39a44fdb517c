import { UserError } from '../../model/errors.ts';
import type { QueueParts } from '../queue/queue-parts.ts';
import type { Schedules } from './schedules.ts';

/** Schedules of the project, kept in the storage. */
export function openSchedules(_parts: QueueParts): Schedules {
  const later = (): never => {
    throw new UserError('unsupported', 'This executor keeps no schedules yet.');
  };
  return {
    list: later,
    get: later,
    create: later,
    update: later,
    pause: later,
    previewResume: later,
    resume: later,
    cancel: later,
    remove: later,
    trigger: later,
    listSlots: later,
    listEvents: later,
    preview: later,
    backfill: later,
    sourceFaults: () => [],
  };
}
