import { repeatRun } from '../model/repeat-run.ts';
import { createBatchActions } from './batches/act-on-batch.ts';
import { createBatchReader } from './batches/read-batches.ts';
import { createConfigChecker } from './check-config.ts';
import { createRun } from './create-run.ts';
import { createCreationLimits } from './creation-limits.ts';
import { pageOf } from './cursor.ts';
import type { Executor } from './executor.ts';
import { findRun } from './find-run.ts';
import { createProjectFiles } from './project-files/create-project-files.ts';
import { projectIdentity } from './project-identity.ts';
import { completeRun } from './queue/complete-run.ts';
import type { QueueParts } from './queue/queue-parts.ts';
import { resumeRun } from './queue/resume-run.ts';
import type { RunQueue } from './queue/run-queue.ts';
import { openSchedules } from './schedules/open-schedules.ts';
import type { ScheduleParts } from './schedules/schedule-parts.ts';

/** What is asked before something is created. */
export function createChecks({ settings, clock, storage }: QueueParts) {
  return { configs: createConfigChecker(), limits: createCreationLimits(settings.limits, clock, storage) };
}

interface LocalExecutorOptions {
  readonly checks: ReturnType<typeof createChecks>;
  readonly sourceFaults: ScheduleParts['sourceFaults'];
}

/** The executor's face: finds what a reference means and hands the work on. */
export function createLocalExecutor(
  parts: QueueParts,
  queue: RunQueue,
  { checks, sourceFaults }: LocalExecutorOptions,
): Executor {
  const { storage, ledger, targets } = parts;
  // The failed runs of a batch were let in once and come back in groups: the rate is for what is new.
  const repeatChecks = { ...checks, limits: { ...checks.limits, checkRate: () => undefined } };
  const batches = createBatchReader(parts);
  const accept: Executor['createRun'] = (input) => createRun(parts, checks, input, queue.wake);
  const repeat: Executor['createRun'] = (input) => createRun(parts, repeatChecks, input, queue.wake);
  return {
    ...reader(parts),
    project: projectIdentity(parts.projectDir, storage.projectId),
    files: createProjectFiles(parts.projectDir, storage.projectId),
    schedules: openSchedules({ ...parts, ...checks, wakeQueue: queue.wake, sourceFaults }),
    createRun: accept,
    cancelRun: async (ref, by) => queue.cancel(findRun(storage.runs, ref).id, by),
    retryRun: async (ref) => (await accept(repeatRun(findRun(storage.runs, ref)))).run,
    status: queue.status,
    listTargets: () => targets.list(),
    getTarget: (name) => targets.get(name),
    subscribe: ledger.subscribe,
    async resumeRun(ref, signal) {
      const resumed = await resumeRun(parts, findRun(storage.runs, ref).id, signal);
      queue.wake();
      return resumed;
    },
    completeRun: async (ref, completion, by) =>
      completeRun(parts, findRun(storage.runs, ref).id, completion, by),
    ...batches,
    ...createBatchActions({ storage, batches, cancel: queue.cancel, create: repeat }),
  };
}

function reader({ storage, logs }: QueueParts) {
  const { runs, attempts, events, projectEvents } = storage;
  const idOf = (ref: string) => findRun(runs, ref).id;
  return {
    getRun: (ref) => findRun(runs, ref),
    listRuns: (filter, page) =>
      pageOf(page, (before, limit) =>
        runs.list(filter, before, limit).map(({ run, position }) => ({ item: run, position })),
      ),
    countRuns: (filter) => runs.counts(filter),
    listAttempts: (ref) => attempts.list(idOf(ref)),
    listEvents: (ref, { afterId = 0, beforeId = Number.MAX_SAFE_INTEGER, limit, order }) =>
      events.list(idOf(ref), { afterId, beforeId, limit, newestFirst: order === 'newest-first' }),
    listProjectEvents: ({ afterId = 0, beforeId = Number.MAX_SAFE_INTEGER, order, ...rest }) =>
      projectEvents.read({
        level: undefined,
        text: undefined,
        ...rest,
        afterId,
        beforeId,
        newestFirst: order === 'newest-first',
      }),
    readLog: async (ref, afterByte, limitBytes) => logs.read(idOf(ref), afterByte, limitBytes),
    activeRuns() {
      const { pending, running, waiting } = runs.counts({ statuses: ['pending', 'running', 'waiting'] });
      return pending + running + waiting;
    },
  } satisfies Partial<Executor>;
}
