import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createTransport, type Transport } from '../../../src/client/transport.ts';
import { systemClock } from '../../../src/lib/clock.ts';

const soon = { initialMs: 1, factor: 1, ceilingMs: 1, jitter: 0 };
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function transportTo(apiUrl: string, timeoutMs = 5000): Transport {
  const transport = createTransport({ apiUrl, token: 'tok', clock: systemClock, timeoutMs, backoff: soon });
  closers.push(() => transport.close());
  return transport;
}

/** A server that answers these statuses one after the other, the last one for ever. */
async function answering(...statuses: number[]) {
  let calls = 0;
  const url = await serve((_, response) => {
    response.statusCode = statuses[Math.min(calls++, statuses.length - 1)] ?? 200;
    response.end('{"message":"said so"}');
  });
  return { transport: transportTo(url), calls: () => calls };
}

const get = { method: 'GET', path: '/x', tries: 3 } as const;

test('sends the token, JSON in and out, and no double slash', async () => {
  const url = await serve(async (request, response) => {
    const body = (await request.setEncoding('utf8').toArray()).join('');
    response.end(JSON.stringify({ url: request.url, headers: request.headers, body: JSON.parse(body) }));
  });
  const answer = await transportTo(`${url}//`).send({
    method: 'POST',
    path: '/x?a=1',
    body: { b: 2 },
    tries: 1,
  });
  expect(answer).toMatchObject({
    url: '/x?a=1',
    body: { b: 2 },
    headers: { authorization: 'Bearer tok', 'content-type': 'application/json' },
  });
});

test('tries again after a failure of the server', async () => {
  const { transport, calls } = await answering(503, 500, 200);
  expect(await transport.send(get)).toEqual({ message: 'said so' });
  expect(calls()).toBe(3);
});

test('waits as long as a busy server asks, before the next try', async () => {
  const times: number[] = [];
  const url = await serve((_, response) => {
    times.push(performance.now());
    if (times.length === 2) return void response.end('{"ok":true}');
    response.writeHead(429, { 'retry-after': '1' }).end('{"message":"the queue is full"}');
  });
  expect(await transportTo(url).send(get)).toEqual({ ok: true });
  const [first = 0, second = 0] = times;
  expect(second - first).toBeGreaterThan(950);
});

test('does not try again what must not arrive twice', async () => {
  const { transport, calls } = await answering(503);
  await expect(transport.send({ ...get, method: 'POST', tries: 1 })).rejects.toMatchObject({
    kind: 'unavailable',
  });
  expect(calls()).toBe(1);
});

test.each([
  [400, 'invalid'],
  [401, 'auth'],
  [404, 'not-found'],
])('does not try again a %i', async (status, kind) => {
  const { transport, calls } = await answering(status);
  await expect(transport.send(get)).rejects.toMatchObject({ kind, message: 'said so' });
  expect(calls()).toBe(1);
});

test('says that nobody listens, and at which address', async () => {
  const url = await serve(() => {});
  for (const close of closers.splice(0)) await close();
  await expect(transportTo(url).send(get)).rejects.toMatchObject({
    kind: 'network',
    message: `Can't reach ${url}: connection refused`,
    fix: expect.stringContaining('API URL'),
  });
});

test('gives up on a server that does not answer', async () => {
  const url = await serve(() => {});
  await expect(transportTo(url, 50).send({ ...get, tries: 1 })).rejects.toMatchObject({
    kind: 'timeout',
    message: `${url} did not answer in time`,
  });
});

test('does not follow a redirect with the token', async () => {
  let reached = false;
  const elsewhere = await serve((_, response) => {
    reached = true;
    response.end('{}');
  });
  const url = await serve((_, response) => response.writeHead(302, { location: `${elsewhere}/x` }).end());
  await expect(transportTo(url).send(get)).rejects.toMatchObject({ kind: 'unsupported' });
  expect(reached).toBe(false);
});

test('does not take a web page for an answer', async () => {
  const url = await serve((_, response) => response.end('<html>'));
  await expect(transportTo(url).send({ ...get, tries: 1 })).rejects.toThrow('something other than JSON');
});

test('tells that the connection was cut in the middle', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{');
    response.destroy();
  });
  await expect(transportTo(url).send(get)).rejects.toMatchObject({
    kind: 'network',
    message: `Can't reach ${url}: the connection was closed`,
  });
});
