import '../helpers/quiet-sdk.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import 'veryfront';
import { VeryfrontRunsClient } from 'veryfront/runs';
import { VeryfrontJobsClient } from 'veryfront-jobs/jobs';
import type { Run } from '../../src/model/run.ts';
import { isTerminal } from '../../src/model/run-status.ts';
import type { Stack } from '../helpers/start-stack.ts';
import { startWatchLog } from '../helpers/watch-log.ts';
import { serveTasks } from './servers.ts';

let stack: Stack;
let end: () => Promise<void>;
beforeAll(async () => {
  const served = await serveTasks();
  stack = served.stack;
  end = async () => {
    await stack.stop();
    served.remote[Symbol.dispose]();
  };
});
afterAll(() => end());

function endedRunOf(scheduleId: string): Promise<Run> {
  return new Promise((resolve) => {
    const stop = stack.executor.subscribe((change) => {
      if (change.kind !== 'run' || change.run.scheduleId !== scheduleId) return;
      if (!isTerminal(change.run.status)) return;
      stop();
      resolve(change.run);
    });
  });
}

/** Told after its last run has ended. */
function completed(scheduleId: string): Promise<void> {
  const isCompleted = () => stack.executor.schedules.get(scheduleId).completedAt !== null;
  return new Promise((resolve) => {
    const check = () => {
      if (!isCompleted()) return;
      stop();
      resolve();
    };
    const stop = stack.executor.subscribe((change) => {
      if (change.kind === 'schedule') check();
    });
    check();
  });
}

test('a run that a schedule has fired is the same to both SDKs, to our client and to who listens', async () => {
  const { client, executor, server, token } = stack;
  using log = startWatchLog(client);
  await log.until('resync');
  const when = new Date(Date.now() + 1500).toISOString();
  const draft = { name: 'soon', target: 'task:hello', kind: 'one-off', when } as const;
  const { id: scheduleId } = await client.schedules.create({ ...draft, config: { who: 'time' } });
  const { id } = await endedRunOf(scheduleId);

  const options = { apiUrl: server.apiUrl, authToken: token, projectReference: executor.project.slug };
  const newer = await new VeryfrontRunsClient(options).get(id);
  const common = { schedule_id: scheduleId, trigger_kind: 'schedule', trigger_id: scheduleId };
  expect(newer).toMatchObject({ ...common, status: 'completed', output: { greeted: 'time' } });
  const { data } = await new VeryfrontJobsClient(options).list({ cronJobId: scheduleId });
  expect(data).toMatchObject([{ id, cron_job_id: scheduleId, name: 'soon', status: 'completed' }]);
  expect(await client.runs.get(id)).toMatchObject({ scheduleId, slot: when, triggerKind: 'schedule' });
  const { items } = await client.schedules.slots(scheduleId, {});
  expect(items).toMatchObject([{ at: when, outcome: 'fired', cause: 'time', runId: id }]);
  await log.until('schedules', ({ ids }) => ids.includes(scheduleId));
  await completed(scheduleId);
  expect(await client.schedules.get(scheduleId)).toMatchObject({
    phase: 'completed',
    status: 'paused',
    completedAt: expect.any(String),
    lastFireAt: expect.any(String),
    runCount: 1,
    nextFireAt: null,
  });
});
