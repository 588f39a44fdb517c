import { openExecutor } from '../../../src/executor/open-executor.ts';
import { type Clock, systemClock } from '../../../src/lib/clock.ts';
import { messageOf } from '../../../src/model/errors.ts';
import { isTerminal } from '../../../src/model/run-status.ts';
import { startServer } from '../../../src/server/start-server.ts';
import type { Order, ProgramOptions, Report } from './messages.ts';

/** An executor in a process of its own, to be killed. It takes orders and reports over IPC. */
const options: ProgramOptions = JSON.parse(process.argv[2] ?? '{}');
const token = 'soak-token';
let offsetMs = options.clockOffsetMs;
const clock: Clock = { now: () => Date.now() + offsetMs, after: systemClock.after };

const report = (message: Report) => void process.send?.(message, () => undefined);
process.on('warning', ({ message }) => report({ kind: 'warning', message }));

const { projectDir, stateDir, concurrency } = options;
const executor = await openExecutor({ projectDir, stateDir, concurrency, clock, graceMs: 100 });
const server = options.serve ? await startServer({ executor, token, version: '0.0.0-soak' }) : null;

const reportActive = () => report({ kind: 'active', count: executor.activeRuns() });
executor.subscribe((change) => {
  if (change.kind === 'run' && isTerminal(change.run.status)) reportActive();
});

process.on('message', (order: Order) => {
  if (order.kind === 'clock') offsetMs = order.offsetMs;
  else if (order.kind === 'stop') void stop(order.drainMs);
  else void create(order.input);
});
// Without its test it has no purpose. A killed test must not leave executors behind.
process.on('disconnect', () => process.exit(1));

report({ kind: 'open', port: server?.port ?? null, token, projectId: executor.project.id });
reportActive();

async function create(input: Extract<Order, { kind: 'create' }>['input']): Promise<void> {
  const publicId = input.publicId ?? '';
  try {
    const { run } = await executor.createRun(input);
    report({ kind: 'accepted', publicId, runId: run.id });
    reportActive();
  } catch (error) {
    report({ kind: 'refused', publicId, message: messageOf(error) });
  }
}

async function stop(drainMs: number): Promise<void> {
  await server?.close();
  await executor.stop({ drainMs });
  process.exit(0);
}
