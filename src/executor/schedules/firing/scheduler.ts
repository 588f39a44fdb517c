import type { Service } from '../../../lib/service.ts';

/** Fires the schedules: everything is decided from the tables, so that nothing is lost with the process. */
export interface Scheduler extends Service {
  /** A schedule has changed, or a run of one has ended. Cheap to call. */
  wake(): void;
}
