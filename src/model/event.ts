import type { JsonValue } from '../lib/json.ts';

export const eventLevels = ['error', 'warn', 'info', 'debug'] as const;
export type EventLevel = (typeof eventLevels)[number];

/** The facts that the executor records by itself; a task may add types of its own. */
export const ownEventTypes = [
  'run.accepted',
  'run.started',
  'run.retrying',
  'run.requeued',
  'run.waiting',
  'run.resumed',
  'run.cancel-requested',
  'run.completed',
  'run.failed',
  'run.cancelled',
  'run.cut',
  'log',
  'progress',
] as const;

/** One immutable, numbered fact about a run. Ids grow within a run, with gaps. */
export interface RunEvent {
  readonly id: number;
  readonly runId: string;
  readonly type: string;
  readonly level: EventLevel;
  /** One line a person can read. */
  readonly message: string;
  readonly payload: JsonValue;
  readonly createdAt: string;
}
