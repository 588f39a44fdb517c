import { setImmediate as nextTurn } from 'node:timers/promises';
import { cancelRun } from '../../src/executor/queue/cancel-run.ts';
import { createLedger, type Ledger } from '../../src/executor/queue/ledger.ts';
import { createTargetLimits } from '../../src/executor/queue/target-limits.ts';
import { createScheduler, type Scheduler } from '../../src/executor/schedules/firing/scheduler.ts';
import type { ScheduleRecord } from '../../src/executor/schedules/schedule-record.ts';
import { defaultSettings, type ExecutorSettings } from '../../src/executor/settings/executor-settings.ts';
import { openStorage, type Storage } from '../../src/executor/storage/open-storage.ts';
import type { Run } from '../../src/model/run.ts';
import type { Slot } from '../../src/model/slot.ts';
import { type FakeClock, makeFakeClock } from './fake-clock.ts';
import { scheduleRecord } from './schedule-record.ts';
import { stubTargets } from './stub-targets.ts';
import { makeTempDir } from './temp-dir.ts';

/** The scheduler over a real storage and a clock that stands still; runs end when the test says so. */
export interface FiringWorld extends AsyncDisposable {
  readonly storage: Storage;
  readonly ledger: Ledger;
  readonly scheduler: Scheduler;
  /** Runs whose attempts were asked to end. */
  readonly ended: readonly string[];
  now(): number;
  /** Sets the clock of the machine, without time passing for timers. */
  setClock(byMs: number): void;
  /** Lets time pass, and everything be done that is due then. */
  pass(ms: number): Promise<void>;
  /** The same in one leap, as a machine that slept sees it. */
  leap(ms: number): Promise<void>;
  /** The same to an instant, without waiting for what it brings about. */
  leapTo(at: number): void;
  /** Everything that is due has been done. */
  settled(): Promise<void>;
  /** Stops the scheduler, lets time pass and other things happen, and starts another one. */
  away(ms: number, meanwhile?: () => Promise<void>): Promise<void>;
  add(members?: Partial<ScheduleRecord>): Promise<ScheduleRecord>;
  change(id: string, change: (record: ScheduleRecord) => ScheduleRecord): Promise<void>;
  record(id: string): ScheduleRecord;
  /** Oldest first. */
  slots(id: string): readonly Slot[];
  /** `outcome/cause` of each, oldest first. */
  outcomes(id: string): readonly string[];
  /** Oldest first. */
  runs(id: string): readonly Run[];
  events(id: string): readonly string[];
  start(runId: string): Promise<void>;
  end(runId: string, status?: 'completed' | 'failed' | 'cancelled', output?: Run['output']): Promise<void>;
}

export interface FiringWorldOptions {
  readonly settings?: ExecutorSettings | undefined;
  /** ISO 8601. */
  readonly at?: string | undefined;
  /** Targets that are there. */
  readonly targets?: ReadonlySet<string> | undefined;
}

export function openFiringWorld(options: FiringWorldOptions = {}): FiringWorld {
  const dir = makeTempDir('firing');
  const fake = makeFakeClock(Date.parse(options.at ?? '2026-01-01T00:00:30.000Z'));
  let offset = 0;
  const clock = { now: () => fake.now() + offset, after: fake.after };
  const storage = openStorage(dir.path, clock);
  const ledger = createLedger(storage, clock);
  const ended: string[] = [];
  const targets = stubTargets(options.targets ?? new Set(['task:hello']));
  const parts = {
    storage,
    ledger,
    clock,
    targets,
    targetLimits: createTargetLimits({}, targets),
    settings: options.settings ?? defaultSettings,
    queue: {
      wake: () => undefined,
      async cancel(id: string, by: string) {
        ended.push(id);
        return cancelRun({ storage, ledger, clock }, id, by);
      },
    },
  };
  let scheduler = createScheduler(parts);
  void scheduler.start();
  let isAway = false;
  const settled = async () => {
    if (!isAway) await untilSettled(storage, fake);
  };
  const world: FiringWorld = {
    storage,
    ledger,
    get scheduler() {
      return scheduler;
    },
    ended,
    now: clock.now,
    setClock(byMs) {
      offset += byMs;
    },
    settled,
    async pass(ms) {
      await settled();
      const end = fake.now() + ms;
      while (fake.now() < end) {
        const next = Math.min(...fake.delays, end - fake.now());
        fake.advance(next);
        await settled();
      }
    },
    async leap(ms) {
      await settled();
      fake.advance(ms);
      await settled();
    },
    leapTo: (at) => fake.advance(at - clock.now()),
    async away(ms, meanwhile) {
      await settled();
      await scheduler.stop();
      isAway = true;
      await meanwhile?.();
      fake.advance(ms);
      isAway = false;
      scheduler = createScheduler(parts);
      void scheduler.start();
      await settled();
    },
    async add(members = {}) {
      const record = scheduleRecord(clock.now(), members);
      await ledger.record((pen) => pen.schedules.insert(record, created));
      await settled();
      return record;
    },
    async change(id, change) {
      await ledger.record((pen) => {
        const next = change(world.record(id));
        pen.schedules.update({ ...next, version: next.version + 1 }, null);
      });
      await settled();
    },
    record(id) {
      const record = storage.schedules.get(id);
      if (record === null) throw new Error(`There is no schedule ${id}`);
      return record;
    },
    slots: (id) => storage.slots.list(id, Number.MAX_SAFE_INTEGER, 100_000).toReversed(),
    outcomes: (id) => world.slots(id).map(({ outcome, cause }) => `${outcome}/${cause}`),
    runs: (id) =>
      storage.runs
        .list({}, Number.MAX_SAFE_INTEGER, 100_000)
        .map(({ run }) => run)
        .filter(({ scheduleId }) => scheduleId === id)
        .toReversed(),
    events: (id) => storage.scheduleEvents.list(id, 0, 1000).map(({ type }) => type),
    async start(runId) {
      await ledger.record((pen) =>
        pen.move(runOf(storage, runId), 'running', { attempt: 1 }, eventOf('started')),
      );
    },
    async end(runId, status = 'completed', output = null) {
      if (runOf(storage, runId).status === 'pending') await world.start(runId);
      const error = status === 'failed' ? { message: 'no', code: 'test' } : null;
      await ledger.record((pen) =>
        pen.move(runOf(storage, runId), status, { output, error }, eventOf(status)),
      );
      await settled();
    },
    async [Symbol.asyncDispose]() {
      await scheduler.stop();
      storage.close();
      dir.remove();
    },
  };
  return world;
}

const created = { type: 'schedule.created', level: 'info', message: 'Created', payload: null } as const;

function eventOf(what: string) {
  return { type: `run.${what}`, level: 'info', message: what, payload: null } as const;
}

function runOf(storage: Storage, id: string): Run {
  const run = storage.runs.get(id);
  if (run === null) throw new Error(`There is no run ${id}`);
  return run;
}

/** Nothing is due, and the scheduler has set its timer, or has nothing to wait for. */
async function untilSettled(storage: Storage, fake: Pick<FakeClock, 'pending'>): Promise<void> {
  for (let calm = 0; calm < 4; ) {
    await nextTurn();
    const next = storage.schedules.nextWake();
    // At work it has no timer. Asleep it has one, however the clock was set since.
    const isWaiting = next === null || fake.pending > 0;
    calm = isWaiting ? calm + 1 : 0;
  }
}
