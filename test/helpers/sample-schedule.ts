import type { Schedule } from '../../src/model/schedule.ts';

/** An active schedule of `task:hello` at half past two, with the members given instead of its own. */
export function sampleSchedule(members: Partial<Schedule> = {}): Schedule {
  return {
    id: '0198c0de-0000-7000-8000-00000000f001',
    projectId: '8d3a1c52-9b7e-4f60-a1d2-3c4b5a697887',
    name: 'hello-at-night',
    status: 'active',
    target: 'task:hello',
    cron: '30 2 * * *',
    timezone: 'UTC',
    config: {},
    timeoutSeconds: 300,
    backoffLimit: 3,
    concurrencyPolicy: 'Forbid',
    environmentId: null,
    branchId: null,
    lastFireAt: null,
    lastSuccessAt: null,
    nextFireAt: null,
    lastFailure: null,
    pausedReason: null,
    pausedAt: null,
    maxRuns: null,
    runCount: null,
    completedAt: null,
    missedFires: null,
    maxStalenessSeconds: null,
    definedIn: 'manual',
    sourcePath: null,
    createdBy: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    generation: 'schedules',
    ...members,
  };
}
