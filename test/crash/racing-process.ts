import { createLedger } from '../../src/executor/queue/ledger.ts';
import { createTargetLimits } from '../../src/executor/queue/target-limits.ts';
import { createScheduler } from '../../src/executor/schedules/firing/scheduler.ts';
import type { ScheduleRecord } from '../../src/executor/schedules/schedule-record.ts';
import { defaultSettings } from '../../src/executor/settings/executor-settings.ts';
import { openStorage, type Storage } from '../../src/executor/storage/open-storage.ts';
import { makeQuickClock } from '../helpers/quick-clock.ts';
import { stubTargets } from '../helpers/stub-targets.ts';

/**
 * A scheduler in a process of its own, on a state directory that others use as well: the lock is not asked for.
 * Arguments: the directory, how many times as quick its clock goes, from when on, and `naive` for one that neither
 * looks whether somebody was faster nor has a key for slots.
 */
const [stateDir = '', speed = '1', since = '0', what = ''] = process.argv.slice(2);
const clock = makeQuickClock(Number(since), Number(speed));
const opened = openStorage(stateDir, clock);
const storage = what === 'naive' ? naive(opened) : opened;
const ledger = createLedger(storage, clock);
const targets = stubTargets(new Set(['task:hello']));
const scheduler = createScheduler({
  storage,
  ledger,
  clock,
  targets,
  targetLimits: createTargetLimits({}, targets),
  settings: defaultSettings,
  queue: {
    wake: () => undefined,
    cancel: () => Promise.reject(new Error('Nothing is replaced')),
  },
});
ledger.subscribe((change) => {
  if (change.kind === 'run') process.stdout.write(`fired ${change.run.slot}\n`);
});
await scheduler.start();
// What another process writes is heard of by nobody here.
setInterval(() => scheduler.wake(), 100);
process.on('SIGTERM', async () => {
  await scheduler.stop();
  opened.close();
  process.exit(0);
});

/** Remembers what it read before the transaction, and takes every slot for free. */
function naive(real: Storage): Storage {
  const read = new Map<string, ScheduleRecord>();
  const schedules: Storage['schedules'] = {
    ...real.schedules,
    due(now, limit) {
      const due = real.schedules.due(now, limit);
      for (const record of due) read.set(record.id, record);
      return due;
    },
    get: (id) => read.get(id) ?? real.schedules.get(id),
  };
  const slots: Storage['slots'] = {
    ...real.slots,
    insert(slot) {
      real.slots.insert(slot);
      return true;
    },
  };
  return { ...real, schedules, slots };
}
