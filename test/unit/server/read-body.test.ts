import { expect, test } from 'vitest';
import { readJsonBody } from '../../../src/server/read-body.ts';

function sent(body: string | ReadableStream): Request {
  return new Request('http://127.0.0.1/runs', { method: 'POST', body, duplex: 'half' });
}

test('a body is read as JSON', async () => {
  expect(await readJsonBody(sent('{"a":["ä"]}'))).toEqual({ a: ['ä'] });
});

test('a client that goes away in the middle of it is a mistake of the client', async () => {
  const cutOff = new ReadableStream({
    start: (body) => body.enqueue(Buffer.from('{"a"')),
    pull: (body) => body.error(new Error('aborted')),
  });
  await expect(readJsonBody(sent(cutOff))).rejects.toMatchObject({
    kind: 'invalid',
    message: 'The request ended before its body did',
  });
});
