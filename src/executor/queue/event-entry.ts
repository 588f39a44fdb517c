import type { Progress } from '../../model/run.ts';
import type { EventDraft } from './ledger.ts';

/** What is written for one event. */
export interface EventEntry {
  /** Null for progress that is not worth an event of its own any more. */
  readonly event: EventDraft | null;
  readonly progress: Progress | null;
}
