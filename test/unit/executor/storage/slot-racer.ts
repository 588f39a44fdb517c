import { once } from 'node:events';
import { openStorage } from '../../../../src/executor/storage/open-storage.ts';
import { isoTime } from '../../../../src/lib/clock.ts';
import { newId } from '../../../../src/lib/id.ts';
import { sampleRun } from '../../../helpers/sample-run.ts';

// A process that opens a store somebody else has open too, waits for a line, decides the same slots as everybody else,
// each with a run in one transaction, and says how many of them it was the first to decide.
const [stateDir = '', scheduleId = '', count = '0'] = process.argv.slice(2);
const storage = openStorage(stateDir);
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const decided = await Promise.all(
  Array.from({ length: Number(count) }, (_, n) =>
    storage.write(() => {
      const run = sampleRun({ id: newId(), scheduleId, slot: isoTime(n * 1000) });
      const slot = {
        scheduleId,
        at: isoTime(n * 1000),
        outcome: 'fired',
        cause: 'time',
        reasonText: null,
        runId: run.id,
        decidedAt: isoTime(Date.now()),
      } as const;
      if (!storage.slots.insert(slot)) return false;
      storage.runs.insert(run, null);
      return true;
    }),
  ),
);
storage.close();
process.stdout.write(`${decided.filter((isFirst) => isFirst).length}\n`);
process.stdin.destroy();
