import type { RunEvent } from '../../../../src/model/event.ts';
import type { ExecutorStatus } from '../../../../src/model/executor-status.ts';
import type { Run } from '../../../../src/model/run.ts';
import type { Schedule } from '../../../../src/model/schedule.ts';
import type { WhyInput } from '../../../../src/model/why/input.ts';
import { sampleRun } from '../../../helpers/sample-run.ts';
import { sampleSchedule } from '../../../helpers/sample-schedule.ts';

export const now = Date.parse('2026-11-22T12:03:41.000Z');

/** ISO 8601 of so many seconds ago. */
export function ago(seconds: number): string {
  return new Date(now - seconds * 1000).toISOString();
}

/** What is known of a run and of nothing else, with the members given instead. */
export function whyInput(run: Partial<Run>, members: Partial<WhyInput> = {}): WhyInput {
  return {
    run: sampleRun({ createdAt: ago(600), updatedAt: ago(0), ...run }),
    now,
    link: { kind: 'live', reason: null, dataAt: now },
    events: [],
    attempts: null,
    lastLineAt: null,
    baseline: null,
    target: null,
    executor: null,
    schedule: null,
    slots: [],
    others: new Map(),
    failures: null,
    ...members,
  };
}

export function executorWith(members: Partial<ExecutorStatus>): ExecutorStatus {
  return { now: ago(0), places: 4, running: 0, pending: 1, targets: [], attempts: [], ...members };
}

export function scheduleWith(members: Partial<Schedule>): Schedule {
  return sampleSchedule({ name: 'nightly', ...members });
}

export function event(type: string, seconds: number, message: string): RunEvent {
  return { id: 1, runId: 'r', type, level: 'info', message, payload: null, createdAt: ago(seconds) };
}
