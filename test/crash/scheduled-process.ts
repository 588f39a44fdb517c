import { join } from 'node:path';
import { openExecutor } from '../../src/executor/open-executor.ts';
import { createTargetCatalog } from '../../src/executor/targets/target-catalog.ts';
import { makeQuickClock } from '../helpers/quick-clock.ts';
import { createScriptedPool } from '../helpers/scripted-pool.ts';

/**
 * An executor in a process of its own that fires schedules, to be killed. Arguments: project folder, how many times as
 * quick its clock goes, from when on (epoch ms), and `create` for the first one. Prints `fired <slot>` for every run of
 * a schedule that is new. Its runs end as soon as they begin.
 */
const [projectDir = '', speed = '1', since = '0', what = ''] = process.argv.slice(2);
const quickClock = makeQuickClock(Number(since), Number(speed));

const pool = createScriptedPool();
// By the clock of the machine: a child that reads a file may take its time.
const targets = createTargetCatalog({ projectDir, cacheDir: join(projectDir, '.vfjobs', 'cache') });
const executor = await openExecutor({ projectDir, clock: quickClock, pool, targets, concurrency: 4 });
executor.subscribe((change) => {
  if (change.kind !== 'run' || change.run.slot === null || change.run.attempt !== 0) return;
  if (change.run.status === 'pending') process.stdout.write(`fired ${change.run.slot}\n`);
});
if (what === 'create') await create();
process.stdout.write('open now\n');
// Keeps the process alive, whatever the executor waits for.
setInterval(() => {}, 60_000);
process.on('SIGTERM', () => void executor.stop({ drainMs: 1000 }).then(() => process.exit(0)));
for (;;) (await pool.next()).end();

async function create(): Promise<void> {
  const all = { target: 'task:work', missedPolicy: 'all', concurrencyPolicy: 'Allow' } as const;
  for (const [index, when] of ['PT20S', 'PT24S', 'PT30S', 'PT37S'].entries()) {
    await executor.schedules.create({ ...all, name: `interval-${index}`, kind: 'recurring', when }, 'test');
  }
  for (const [index, timezone] of ['UTC', 'Australia/Lord_Howe'].entries()) {
    await executor.schedules.create({ ...all, name: `cron-${index}`, when: '* * * * *', timezone }, 'test');
  }
}
