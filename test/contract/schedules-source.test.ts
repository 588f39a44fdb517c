import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from '../../src/client/client.ts';
import { createClient } from '../../src/client/create-client.ts';
import type { JsonObject } from '../../src/lib/json.ts';
import { type RunningServer, startServer } from '../../src/server/start-server.ts';
import {
  openSourced,
  type SourcedProject,
  scheduleSource,
} from '../unit/executor/schedules/source/sourced-project.ts';

let sourced: SourcedProject;
let server: RunningServer;
let client: Client;
beforeAll(async () => {
  sourced = await openSourced({
    'schedules/nightly.ts': scheduleSource('nightly'),
    'schedules/broken.ts': scheduleSource('broken', `timezone: 'Europe/Atlantis',`),
  });
  const { executor } = sourced.project;
  await sourced.until(() => sourced.list().length === 1 && sourced.faults().length === 1);
  server = await startServer({ executor, token: 't', version: '0' });
  client = createClient({ apiUrl: server.apiUrl, token: 't', project: executor.project.slug });
});
afterAll(async () => {
  await client.close();
  await server.close();
  await sourced[Symbol.asyncDispose]();
});

async function send(method: string, path: string, body?: JsonObject) {
  const url = `${server.apiUrl}/projects/${sourced.project.executor.project.id}${path}`;
  const answer = await fetch(url, {
    method,
    headers: { authorization: 'Bearer t', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, json: (await answer.json()) as JsonObject };
}

// The requests of `createScheduleRunFromSource`, which looks through the answer by itself (contract section 5.3).
test('one of a file is found by its id there, and triggered', async () => {
  const { json } = await send('GET', '/schedules?status=active&source_trigger_id=nightly');
  const found = (json['schedules'] as JsonObject[]).filter(
    (each) => each['definition_source'] === 'source' && each['source_trigger_id'] === 'nightly',
  );
  expect(found).toMatchObject([
    {
      id: expect.any(String),
      name: expect.any(String),
      status: 'active',
      target: { kind: 'task', id: 'backup' },
      timeout_seconds: 300,
    },
  ]);
  expect(json['source_schedules']).toEqual(found);
  const id = String(found[0]?.['id']);
  const run = await send('POST', `/schedules/${id}/runs`, { idempotency_key: 'schedule-run:x' });
  expect(run).toMatchObject({ status: 201, json: { schedule_id: id } });
});

test('it is changed in its file only; pausing it works', async () => {
  const [schedule] = await client.schedules.list();
  if (schedule === undefined) throw new Error('one is served');
  expect((await send('PATCH', `/schedules/${schedule.id}`, { name: 'x' })).status).toBe(409);
  expect((await send('DELETE', `/cron-jobs/${schedule.id}`)).status).toBe(409);
  await expect(client.schedules.update(schedule, { name: 'x' })).rejects.toThrow(
    'It is defined in schedules/nightly.ts: change it there.',
  );
  const paused = await client.schedules.pause(schedule, { reason: 'holiday' });
  expect(paused).toMatchObject({ status: 'paused', pausedReason: 'holiday', definedIn: 'source' });
  expect(await client.schedules.resume(paused)).toMatchObject({ status: 'active' });
});

test('what is wrong with a file is told with its place', async () => {
  expect(await client.schedules.sourceFaults()).toMatchObject([
    { sourcePath: 'schedules/broken.ts', line: 7, message: expect.stringContaining('Europe/Atlantis') },
  ]);
});
