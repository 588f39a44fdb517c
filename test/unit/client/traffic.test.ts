import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { createTrafficMeter } from '../../../src/client/traffic-meter.ts';
import { createTransport } from '../../../src/client/transport.ts';
import { systemClock } from '../../../src/lib/clock.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A server that counts what its connections carry, and a metered transport to it. */
async function metered(answer: (request: IncomingMessage, response: ServerResponse) => void, gzip = false) {
  const sockets: Socket[] = [];
  const server = createServer(answer);
  server.on('connection', (socket) => {
    closers.push(() => socket.destroy());
    sockets.push(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  const meter = createTrafficMeter(systemClock);
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const transport = createTransport({
    apiUrl,
    token: 'token',
    clock: systemClock,
    meter,
    wantsGzip: () => gzip,
  });
  return {
    traffic: meter.traffic,
    send: (path: string) => transport.send({ name: 'things.list', method: 'GET', path, tries: 1 }),
    carried: () => ({
      in: sockets.reduce((sum, socket) => sum + socket.bytesWritten, 0),
      out: sockets.reduce((sum, socket) => sum + socket.bytesRead, 0),
    }),
  };
}

const list = JSON.stringify({ data: Array.from({ length: 200 }, (_, id) => ({ id, status: 'completed' })) });

test('counts what the wire carries, within a few bytes', async () => {
  const { traffic, send, carried } = await metered((_, response) => {
    response.setHeader('content-length', Buffer.byteLength(list));
    response.end(list);
  });
  await send('/things?limit=200');
  await send('/things?limit=200');
  const wire = carried();
  expect(traffic.endpoints.get('things.list')).toMatchObject({ requests: 2, lost: 0 });
  expect(Math.abs(traffic.bytesIn - wire.in)).toBeLessThan(40);
  expect(Math.abs(traffic.bytesOut - wire.out)).toBeLessThan(40);
  expect(traffic.roundTripMs).toHaveLength(2);
  expect(traffic.heardAt).not.toBeNull();
  expect(Math.abs(traffic.skewMs ?? Number.NaN)).toBeLessThan(2000);
});

test('a compressed answer is counted as it came, and read as it was', async () => {
  const { traffic, send } = await metered((request, response) => {
    expect(request.headers['accept-encoding']).toBe('gzip');
    response.setHeader('content-encoding', 'gzip');
    response.end(gzipSync(list));
  }, true);
  expect(await send('/things')).toEqual(JSON.parse(list));
  const counted = traffic.endpoints.get('things.list');
  expect(counted?.plainBytesIn).toBeGreaterThan(list.length);
  expect(counted?.bytesIn).toBeLessThan(list.length / 4);
});

test('compression is not asked for unless it is wanted', async () => {
  const { send } = await metered((request, response) => {
    response.end(JSON.stringify({ asked: request.headers['accept-encoding'] ?? null }));
  });
  expect(await send('/')).toEqual({ asked: null });
});

test('a broken compression is an answer that cannot be read', async () => {
  const { send } = await metered((_, response) => {
    response.setHeader('content-encoding', 'gzip');
    response.end('this is no gzip');
  }, true);
  await expect(send('/')).rejects.toThrow('cannot be read');
});

test('a request without an answer is lost', async () => {
  const { traffic, send } = await metered((request) => request.socket.destroy());
  await expect(send('/')).rejects.toThrow();
  expect(traffic.endpoints.get('things.list')).toMatchObject({ requests: 1, lost: 1, bytesIn: 0 });
});
