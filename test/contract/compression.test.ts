import { gunzipSync } from 'node:zlib';
import { request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asksForGzip } from '../../src/server/compress.ts';
import { runEnded } from '../helpers/run-ended.ts';
import { type Stack, startStack } from '../helpers/start-stack.ts';
import { taskSource } from '../helpers/temp-project.ts';
import { startWatchLog } from '../helpers/watch-log.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ tasks: { hello: taskSource('return "hi";') } });
  for (let count = 0; count < 30; count++) {
    await stack.client.runs.create({ target: 'task:hello', config: { text: 'as in every other run' } });
  }
});
afterAll(() => stack[Symbol.asyncDispose]());

async function runsAnswer(acceptEncoding: string | undefined, limit = 30) {
  const headers = {
    authorization: `Bearer ${stack.token}`,
    ...(acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding }),
  };
  const url = `${stack.server.apiUrl}/projects/${stack.executor.project.slug}/runs?limit=${limit}`;
  const answer = await request(url, { headers });
  return { headers: answer.headers, body: Buffer.from(await answer.body.arrayBuffer()) };
}

test('a large answer is compressed for whoever asks, and for nobody else', async () => {
  const plain = await runsAnswer(undefined);
  expect(plain.headers['content-encoding']).toBeUndefined();
  const asked = await runsAnswer('gzip, deflate');
  expect(asked.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
  expect(asked.headers['content-type']).toBe('application/json');
  const unzipped = JSON.parse(gunzipSync(asked.body).toString());
  expect(unzipped.data).toHaveLength(30);
  expect(asked.body.length).toBeLessThan(plain.body.length / 5);
});

test('a short answer is left as it is', async () => {
  const { headers } = await runsAnswer('gzip', 1);
  const small = await request(`${stack.server.apiUrl}/nowhere`, {
    headers: { authorization: `Bearer ${stack.token}`, 'accept-encoding': 'gzip' },
  });
  expect(small.statusCode).toBe(404);
  expect(small.headers['content-encoding']).toBeUndefined();
  expect(await small.body.json()).toMatchObject({ status: 404 });
  expect(headers['content-type']).toBe('application/json');
});

test.each([
  ['gzip', true],
  ['br, gzip;q=0.5', true],
  ['GZIP , deflate', true],
  ['gzip;q=0', false],
  ['gzip;q=0.0, br', false],
  ['br', false],
  ['x-gzip-like', false],
  [undefined, false],
])('“accept-encoding: %s”', (given, asks) => {
  expect(asksForGzip({ headers: { 'accept-encoding': given } })).toBe(asks);
});

test('on a slow link the client asks for compression, of the channel too', async () => {
  const client = stack.connect();
  client.setPace({ isSlow: true, pollMs: 2000 });
  using log = startWatchLog(client);
  await log.until('resync');
  expect(client.traffic.channel).toMatchObject({ opened: 1, isCompressed: true, wasAskedToCompress: true });
  const before = client.traffic.channel.bytesIn;
  const batch = Array.from({ length: 20 }, () => client.runs.create({ target: 'task:hello' }));
  const runs = await Promise.all(batch);
  await Promise.all(runs.map(({ id }) => runEnded(stack.executor, id)));
  const last = runs.at(-1)?.id;
  await log.until('runs', (told) => told.runs.some((run) => run.id === last && run.status === 'completed'));
  const told = log.told.flatMap((entry) => (entry.kind === 'runs' ? entry.runs : []));
  const carried = client.traffic.channel.bytesIn - before;
  expect(carried).toBeLessThan(JSON.stringify(told).length / 3);
  await client.runs.list({}, { limit: 30 });
  const counted = client.traffic.endpoints.get('runs.list');
  expect(counted?.bytesIn).toBeLessThan((counted?.plainBytesIn ?? 0) / 4);
});

test('on this machine nothing is compressed unless the link is slow', async () => {
  const client = stack.connect();
  using log = startWatchLog(client);
  await log.until('resync');
  await client.runs.list({}, { limit: 30 });
  expect(client.traffic.channel).toMatchObject({ isCompressed: false, wasAskedToCompress: false });
  const counted = client.traffic.endpoints.get('runs.list');
  expect(counted?.bytesIn).toBe(counted?.plainBytesIn);
});
