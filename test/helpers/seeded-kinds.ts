import type { Schedule } from '../../src/model/schedule.ts';
import type { ResumePreview } from '../../src/model/schedule-preview.ts';
import type { Slot } from '../../src/model/slot.ts';
import { sampleSchedule } from './sample-schedule.ts';
import { seededSchedules } from './seeded-schedules.ts';
import { sampleScheduleEvent, seededSlots } from './seeded-slots.ts';

/** The seeded schedules and one more in each place of its life. @param ago ISO 8601, so many seconds before now */
export function seededKinds(ago: (seconds: number) => string): readonly Schedule[] {
  const of = (number: number, members: Partial<Schedule>) =>
    sampleSchedule({
      id: `0198c0de-0000-7000-8000-00000000f00${number}`,
      missedPolicy: 'skip',
      version: 1,
      ...members,
    });
  const [first, second, third] = seededSchedules(ago);
  return [
    {
      ...(first ?? of(1, {})),
      missedPolicy: 'latest',
      missedMaxAgeSeconds: 7_200,
      jitterSeconds: 45,
      startAt: ago(86_400 * 30),
      dependsOn: ['0198c0de-0000-7000-8000-00000000f002'],
      note: 'moved off the quarter hour: Stripe 429s',
      version: 12,
      phase: 'active',
      createdBy: 'dev@acme',
    },
    second ?? of(2, {}),
    { ...(third ?? of(3, {})), pausedUntil: ago(-86_400 * 3), missedPolicy: 'all', phase: 'active' },
    of(4, {
      name: 'black-friday-prices',
      target: 'task:prices/reload',
      kind: 'one-off',
      when: '2026-11-27T05:00:00Z',
      phase: 'pending',
      nextFireAt: '2026-11-27T05:00:00.000Z',
      missedPolicy: 'latest',
    }),
    of(5, {
      name: 'drain-outbox',
      target: 'task:outbox/drain',
      kind: 'ongoing',
      when: 'PT30S',
      until: 'output.left == 0',
      phase: 'in-progress',
      runCount: 41,
      lastFireAt: ago(40),
      lastSuccessAt: ago(75),
    }),
    of(6, {
      name: 'heartbeat',
      target: 'task:heartbeat',
      kind: 'recurring',
      when: 'PT10M',
      phase: 'active',
      nextFireAt: ago(-42),
      lastFireAt: ago(558),
      lastSuccessAt: ago(90_000),
      maxStalenessSeconds: 3_600,
      staleSince: ago(86_400),
    }),
    of(7, {
      name: 'import-once',
      target: 'task:import',
      kind: 'one-off',
      when: '2026-11-20T05:00:00Z',
      status: 'paused',
      phase: 'completed',
      completedAt: ago(190_000),
      lastFireAt: ago(198_000),
    }),
    of(8, {
      name: 'publish-report',
      target: 'task:reports/publish',
      phase: 'blocked',
      phaseReason: 'waits for import-once',
      dependsOn: ['0198c0de-0000-7000-8000-00000000f007'],
    }),
    of(9, {
      name: 'rotate-keys',
      target: 'task:keys/rotate',
      status: 'paused',
      phase: 'failed',
      phaseReason: 'its 5 newest runs failed',
      completedAt: ago(5_000),
      lastFailure: { at: ago(5_000), code: 'exit', message: 'exit 1', runId: null },
    }),
  ];
}

/** What is known of them beyond their records, as a seed has it. @param runIds of the runs of the first one */
export function seededMore(ago: (seconds: number) => string, runIds: readonly string[] = []) {
  const schedules = seededSchedules(ago);
  const [first, , third] = schedules;
  const firstId = first?.id ?? '';
  const slots: Readonly<Record<string, readonly Slot[]>> = seededSlots(ago, schedules, runIds);
  const resume = (missed: 'skip' | 'latest' | 'all'): ResumePreview => {
    const passed = [ago(34_421), ago(18_221)];
    const startsNow = { skip: [], latest: passed.slice(1), all: passed }[missed];
    return { missed: 2, startsNow, next: ago(-679) };
  };
  return {
    slots,
    events: {
      [firstId]: [
        sampleScheduleEvent(1, firstId, {
          type: 'schedule.created',
          message: 'Created by dev@acme.',
          createdAt: ago(86_400 * 40),
        }),
        sampleScheduleEvent(2, firstId, {
          message: 'dev@acme changed jitter_seconds: none -> 45.',
          createdAt: ago(86_400 * 3),
        }),
      ],
    },
    resume: { [third?.id ?? '']: resume },
  };
}
