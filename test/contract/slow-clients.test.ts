import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Stack, startStack } from '../helpers/start-stack.ts';

let stack: Stack;
beforeAll(async () => {
  const serverLimits = { headersTimeout: 300, requestTimeout: 600, connectionsCheckingInterval: 50 };
  stack = await startStack({ tasks: {}, serverLimits });
});
afterAll(() => stack.stop());

function opened(): Socket {
  return connect(stack.server.port, '127.0.0.1').setEncoding('utf8');
}

/** Sends a text byte by byte until the server hangs up; what it said by then. */
async function trickle(socket: Socket, text: string, everyMs: number): Promise<string> {
  let sent = 0;
  const timer = setInterval(() => socket.write(text[sent++ % text.length] ?? 'x'), everyMs);
  socket.on('error', () => {});
  const said = socket.toArray().catch(() => []);
  const pieces = await said;
  clearInterval(timer);
  return pieces.join('');
}

describe('a client that is slow', () => {
  test('to send its headers is told so and cut off', async () => {
    const said = await trickle(opened(), 'GET /me HTTP/1.1\r\nX: y', 20);
    expect(said).toMatch(/^HTTP\/1\.1 408 [\s\S]*"message":"The request did not arrive in time"/);
  });

  test('to send its body is told so and cut off', async () => {
    const socket = opened();
    socket.write(
      `POST /runs HTTP/1.1\r\nHost: 127.0.0.1:${stack.server.port}\r\nAuthorization: Bearer ${stack.token}\r\n` +
        'Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n',
    );
    expect(await trickle(socket, ' ', 20)).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  test('holds nobody else up', async () => {
    const slow = Array.from({ length: 50 }, () => trickle(opened(), 'GET /me HTTP/1.1\r\nX: y', 20));
    for (let time = 0; time < 20; time++) expect((await stack.client.me()).id).toContain('local:');
    await Promise.all(slow);
  });
});

test.each([
  ['a head that is too long', `GET /me HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['something that is not HTTP', 'hello there\r\n\r\n', 400],
  ['another version of HTTP', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['two lengths', 'POST /runs HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
])('%s is answered with a problem', async (_, text, status) => {
  const socket = opened();
  socket.on('error', () => {});
  socket.write(text);
  const said = (await socket.toArray()).join('');
  expect(said.startsWith(`HTTP/1.1 ${status} `)).toBe(true);
  expect(JSON.parse(said.slice(said.indexOf('\r\n\r\n')))).toMatchObject({ status, code: 'invalid' });
});

test('nothing of this was a bug of the server', () => {
  expect(stack.bugs).toEqual([]);
});
