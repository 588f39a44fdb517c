import { openExecutor } from '../../src/executor/open-executor.ts';
import { isTerminal } from '../../src/model/run-status.ts';

/**
 * An executor in a process of its own, to be killed. Arguments: project folder, how many runs of
 * `task:work` to create. Prints `accepted <id>` for each of them, `<status> <id>` for every change of
 * a run, and at last, when nothing is left to do, one line of JSON with all runs and their events.
 */
const [projectDir = '', count = '0'] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);
const executor = await openExecutor({ projectDir, concurrency: 8, graceMs: 100 });

executor.subscribe((change) => {
  if (change.kind !== 'run') return;
  say(`${change.run.status} ${change.run.id}`);
  if (isTerminal(change.run.status)) endWhenIdle();
});

for (let n = 0; n < Number(count); n++) {
  const { run } = await executor.createRun({ target: 'task:work', config: { n } });
  say(`accepted ${run.id}`);
}
// Keeps the process alive while the only thing to wait for is a timer of the executor.
const alive = setInterval(() => {}, 60_000);
endWhenIdle();

function endWhenIdle(): void {
  if (executor.activeRuns() > 0) return;
  const runs = executor.listRuns({}, { limit: 100 }).items.map((run) => ({
    run,
    events: executor.listEvents(run.id, { limit: 1000, order: 'oldest-first' }),
    attempts: executor.listAttempts(run.id),
  }));
  say(JSON.stringify(runs));
  clearInterval(alive);
  void executor.stop({ drainMs: 0 });
}
