import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { channelPath } from '../../src/api/channel.ts';
import { type Stack, startStack } from '../helpers/start-stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ tasks: {} });
});
afterAll(() => stack.stop());

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
  readonly host?: string;
}

/** The status of an answer to a request that is sent exactly as given; 101 for a granted upgrade. */
function statusOf({
  method = 'GET',
  path = '/me',
  headers = {},
  body,
  host = '127.0.0.1',
}: Sent): Promise<number | string> {
  return new Promise((resolve) => {
    const request = httpRequest({ host, port: stack.server.port, method, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('upgrade', (_, socket) => {
      socket.destroy();
      resolve(101);
    });
    request.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
    request.end(body);
  });
}

const good = { authorization: 'Bearer test-token' };
const json = { ...good, 'content-type': 'application/json' };
const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-version': '13',
};

describe('a request', () => {
  test.each<[string, () => Sent, number]>([
    ['without a token', () => ({}), 401],
    ['with the token', () => ({ headers: good }), 200],
    ['with the token as an API key', () => ({ headers: { 'x-api-key': 'test-token' } }), 200],
    ['with another token', () => ({ headers: { authorization: 'Bearer x' } }), 401],
    ['with the token in the URL', () => ({ path: '/me?token=test-token' }), 401],
    ['under a foreign name', () => ({ headers: { ...good, host: `evil.com:${stack.server.port}` } }), 421],
    ['to localhost', () => ({ headers: { ...good, host: `localhost:${stack.server.port}` } }), 200],
    ['to another port', () => ({ headers: { ...good, host: '127.0.0.1:1' } }), 421],
    ['with a trailing dot', () => ({ headers: { ...good, host: `localhost.:${stack.server.port}` } }), 421],
    ['from a foreign page', () => ({ headers: { ...good, origin: 'http://evil.com' } }), 403],
    ['from a page without origin', () => ({ headers: { ...good, origin: 'null' } }), 403],
    ['from another local page', () => ({ headers: { ...good, origin: 'http://localhost:3000' } }), 403],
    ['from its own origin', () => ({ headers: { ...good, origin: stack.server.apiUrl } }), 200],
    ['across sites', () => ({ headers: { ...good, 'sec-fetch-site': 'cross-site' } }), 403],
    [
      'that a form could send',
      () => ({
        method: 'POST',
        path: '/runs',
        headers: { ...good, 'content-type': 'text/plain' },
        body: '{}',
      }),
      415,
    ],
    ['with a body of JSON', () => ({ method: 'POST', path: '/runs', headers: json, body: '{}' }), 400],
    ['that asks before it posts', () => ({ method: 'OPTIONS', path: '/runs', headers: good }), 405],
    [
      'with a body of 2 MiB',
      () => ({ method: 'POST', path: '/runs', headers: json, body: `"${'x'.repeat(2_097_152)}"` }),
      413,
    ],
    [
      'with a chunked body of 2 MiB',
      () => ({
        method: 'POST',
        path: '/runs',
        headers: { ...json, 'transfer-encoding': 'chunked' },
        body: `"${'x'.repeat(2_097_152)}"`,
      }),
      413,
    ],
    [
      'with a schedule of 2 MiB',
      () => ({
        method: 'POST',
        path: '/projects/test-project/schedules',
        headers: json,
        body: JSON.stringify({ note: 'x'.repeat(2_097_152) }),
      }),
      413,
    ],
    [
      'to a schedule named by a path',
      () => ({ path: '/projects/test-project/schedules/..%2f..%2ftoken', headers: good }),
      404,
    ],
    [
      'to a schedule named by what a query may be made of',
      () => ({
        method: 'DELETE',
        path: `/projects/test-project/schedules/${encodeURIComponent("' OR 1=1 --")}`,
        headers: good,
      }),
      404,
    ],
    ['with a long URL', () => ({ path: `/me?${'x'.repeat(9000)}`, headers: good }), 414],
    ['with long headers', () => ({ headers: { ...good, 'x-long': 'x'.repeat(20_000) } }), 431],
  ])('%s', async (_, sent, status) => {
    expect(await statusOf(sent())).toBe(status);
  });

  test('leaves no permission for pages of other origins in its answer', async () => {
    const { headers } = await fetch(`${stack.server.apiUrl}/me`, { headers: good });
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('that is not HTTP is answered and cut off', async () => {
    const socket = connect(stack.server.port, '127.0.0.1').setEncoding('utf8');
    socket.write('hello there\r\n\r\n');
    expect((await socket.toArray()).join('')).toMatch(/^HTTP\/1.1 400 /);
  });

  test('from another machine finds nobody', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address !== undefined && !address.internal && address.family === 'IPv4');
    if (outside === undefined) return;
    expect(await statusOf({ host: outside.address, headers: good })).toBe('ECONNREFUSED');
  });
});

describe('an upgrade', () => {
  const path = () => channelPath(stack.executor.project.id);

  test.each<[string, () => Sent, number]>([
    ['without a token', () => ({ path: path(), headers: upgrade }), 401],
    [
      'with another token',
      () => ({ path: path(), headers: { ...upgrade, 'sec-websocket-protocol': 'bearer-x' } }),
      401,
    ],
    [
      'with the token as its protocol',
      () => ({ path: path(), headers: { ...upgrade, 'sec-websocket-protocol': 'v1, bearer-test-token' } }),
      101,
    ],
    ['with the token in a header', () => ({ path: path(), headers: { ...upgrade, ...good } }), 101],
    [
      'from a foreign page',
      () => ({ path: path(), headers: { ...upgrade, ...good, origin: 'http://evil.com' } }),
      403,
    ],
    [
      'under a foreign name',
      () => ({ path: path(), headers: { ...upgrade, ...good, host: 'evil.com' } }),
      421,
    ],
    ['for another project', () => ({ path: channelPath('other'), headers: { ...upgrade, ...good } }), 404],
    ['for an unreadable project', () => ({ path: '/ws/%zz/events', headers: { ...upgrade, ...good } }), 404],
    ['at another path', () => ({ path: '/me', headers: { ...upgrade, ...good } }), 404],
  ])('%s', async (_, sent, status) => {
    expect(await statusOf(sent())).toBe(status);
  });
});

test('nothing of this was a bug of the server', () => {
  expect(stack.bugs).toEqual([]);
  expect(stack.server.connections()).toBeLessThanOrEqual(2);
});
