import { createDescriptionCache } from '../../targets/description-cache.ts';
import { taskEnvironment } from '../../worker/task-environment.ts';
import type { ScheduleParts } from '../schedule-parts.ts';
import { putSourceSchedule, removeSourceSchedule } from '../source-records.ts';
import type { SourceRecords } from './apply-sources.ts';
import { createSourceSync, type SourceSync } from './source-sync.ts';
import { createFaultTeller } from './tell-faults.ts';

export interface OpenSourcesOptions {
  /** Absolute. */
  readonly projectDir: string;
  /** Absolute; see `WorkerPoolOptions.cacheDir`. */
  readonly cacheDir: string;
  /** Variables that the files see while they are read. */
  readonly hostEnv: NodeJS.ProcessEnv;
  /** Milliseconds a file may take to load. Default 10,000. */
  readonly loadLimitMs?: number | undefined;
}

/** Schedules that files of the project define. Nothing is read before it is started. */
export function openSources(parts: ScheduleParts, options: OpenSourcesOptions): SourceSync {
  const { projectDir, cacheDir, hostEnv, loadLimitMs = 10_000 } = options;
  const { clock } = parts;
  const { env } = taskEnvironment(hostEnv);
  return createSourceSync({
    projectDir,
    descriptions: createDescriptionCache({ projectDir, cacheDir, env, loadLimitMs, clock }),
    records: recordsOf(parts),
    clock,
    tellFaults: createFaultTeller(parts),
  });
}

function recordsOf(parts: ScheduleParts): SourceRecords {
  const { schedules } = parts.storage;
  return {
    all: () => schedules.allOfSource(),
    isMadeByHand: (name) => schedules.named(name, 100).some(({ definedIn }) => definedIn === 'manual'),
    put: async (source) => void (await putSourceSchedule(parts, source)),
    remove: async (triggerId) => void (await removeSourceSchedule(parts, triggerId)),
  };
}
