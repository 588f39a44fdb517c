import type { Executor } from '../../executor/executor.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Handlers } from '../handler.ts';
import { batchHandlers } from './batch-handlers.ts';
import { jobHandlers } from './job-handlers.ts';
import { logHandlers } from './log-handlers.ts';
import { runHandlers } from './run-handlers.ts';
import { serverHandlers } from './server-handlers.ts';
import { targetHandlers } from './target-handlers.ts';

/** Every endpoint of the table, answered from the executor. */
export function createHandlers(executor: Executor, version: string, clock: Clock): Handlers {
  return {
    ...jobHandlers(executor),
    ...batchHandlers(executor),
    ...targetHandlers(executor),
    ...runHandlers(executor),
    ...logHandlers(executor, clock),
    ...serverHandlers(executor, version),
  };
}
