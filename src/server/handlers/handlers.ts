import type { Executor } from '../../executor/executor.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Handlers } from '../handler.ts';
import type { Transfers } from '../transfers.ts';
import { batchHandlers } from './batch-handlers.ts';
import { cronJobHandlers } from './cron-job-handlers.ts';
import { fileHandlers } from './file-handlers.ts';
import { jobHandlers } from './job-handlers.ts';
import { logHandlers } from './log-handlers.ts';
import { runHandlers } from './run-handlers.ts';
import { scheduleHandlers } from './schedule-handlers.ts';
import { serverHandlers } from './server-handlers.ts';
import { targetHandlers } from './target-handlers.ts';
import { uploadHandlers } from './upload-handlers.ts';

/** What the answers are made from. */
export interface HandlerParts {
  readonly executor: Executor;
  /** Of this program. */
  readonly version: string;
  readonly clock: Clock;
  readonly transfers: Pick<Transfers, 'open'>;
}

/** Every endpoint of the table, answered from the executor. */
export function createHandlers({ executor, version, clock, transfers }: HandlerParts): Handlers {
  return {
    ...jobHandlers(executor),
    ...batchHandlers(executor),
    ...targetHandlers(executor),
    ...runHandlers(executor),
    ...scheduleHandlers(executor),
    ...cronJobHandlers(executor),
    ...logHandlers(executor, clock),
    ...uploadHandlers(executor, transfers),
    ...fileHandlers(executor),
    ...serverHandlers(executor, version),
  };
}
