import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { channelPath } from '../../src/api/channel.ts';
import { type FakeClock, makeFakeClock } from '../helpers/fake-clock.ts';
import { createRemoteTasks, type RemoteTasks } from '../helpers/remote-task.ts';
import { runEnded } from '../helpers/run-ended.ts';
import { type Stack, startStack } from '../helpers/start-stack.ts';
import { taskSource } from '../helpers/temp-project.ts';

const tasks = { hello: taskSource('return 1;') };

interface Frame {
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** A reader of the channel as Veryfront's own: a subprotocol with the token, and nothing said. */
async function openPlain(stack: Stack): Promise<{ socket: WebSocket; frames: AsyncIterator<Frame> }> {
  const url = stack.server.wsUrl + channelPath(stack.executor.project.id);
  const socket = new WebSocket(url, [`bearer-${stack.token}`]);
  const frames = framesOf(queueOf(socket));
  await once(socket, 'open');
  return { socket, frames };
}

async function* framesOf(next: () => Promise<string>): AsyncGenerator<Frame> {
  for (;;) yield JSON.parse(await next());
}

function queueOf(socket: WebSocket): () => Promise<string> {
  const arrived: string[] = [];
  let wake = () => {};
  socket.on('message', (raw) => {
    arrived.push(raw.toString());
    wake();
  });
  return async () => {
    for (;;) {
      const next = arrived.shift();
      if (next !== undefined) return next;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
}

async function nextOf(frames: AsyncIterator<Frame>, holds: (frame: Frame) => boolean): Promise<Frame> {
  for (;;) {
    const { value } = await frames.next();
    if (holds(value)) return value;
  }
}

describe('the channel', () => {
  let stack: Stack;
  let remote: RemoteTasks;
  beforeAll(async () => {
    remote = await createRemoteTasks();
    stack = await startStack({ tasks: { ...tasks, remote: remote.source } });
  });
  afterAll(async () => {
    await stack.stop();
    remote[Symbol.dispose]();
  });

  test('chooses the offered protocol and tells a plain reader the documented frames only', async () => {
    const { socket, frames } = await openPlain(stack);
    expect(socket.protocol).toBe('bearer-test-token');
    const { id } = await stack.client.runs.create({ target: 'task:hello' });
    const seen: Frame[] = [];
    await nextOf(frames, (frame) => {
      seen.push(frame);
      return frame.data['id'] === id && frame.data['status'] === 'completed';
    });
    expect(new Set(seen.map((frame) => frame.type))).toEqual(new Set(['entity_updated']));
    expect(seen.at(-1)?.data).toMatchObject({ entity: 'run', id, version: expect.any(Number) });
    socket.close();
    await once(socket, 'close');
  });

  test('counts who listens', async () => {
    const before = stack.server.connections();
    const { socket } = await openPlain(stack);
    expect(stack.server.connections()).toBe(before + 1);
    socket.close();
    await once(socket, 'close');
    expect(stack.server.connections()).toBe(before);
  });

  test('ignores acknowledgements and nonsense', async () => {
    const { socket, frames } = await openPlain(stack);
    for (const text of [
      '{',
      '[]',
      '{"type":"poke_ack","data":{}}',
      '{"type":"subscribe","data":{"runs":1}}',
    ]) {
      socket.send(text);
    }
    const { id } = await stack.client.runs.create({ target: 'task:hello' });
    const frame = await nextOf(frames, (next) => next.data['id'] === id);
    expect(frame.type).toBe('entity_updated');
    socket.terminate();
  });

  test.each(['//[', '/ws/%E0%A4%A/events', '/ws//events', '/ws/other/events', '*'])(
    'refuses %s as a path and goes on',
    async (path) => {
      const { port } = stack.server;
      const socket = connect(port, '127.0.0.1');
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${stack.token}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
      );
      const [answer] = await once(socket, 'data');
      expect(String(answer)).toMatch(/^HTTP\/1.1 40[04] /);
      socket.destroy();
    },
  );

  test('cuts off a reader that sends too much', async () => {
    const { socket } = await openPlain(stack);
    socket.send('x'.repeat(70_000));
    const [code] = await once(socket, 'close');
    expect(code).toBe(1009);
  });

  test('drops frames for a reader that is too slow, and tells it to read again', async () => {
    const { socket, frames } = await openPlain(stack);
    const { id } = await stack.client.runs.create({ target: 'task:remote' });
    const attempt = await remote.next();
    socket.send(JSON.stringify({ type: 'subscribe', data: { runs: true, follow: [id] } }));
    const confirmed = await nextOf(frames, (frame) => frame.type === 'subscribed');
    expect(confirmed.data).toEqual({ follow: [id] });
    socket.pause();
    // Far more than the sockets between the two can hold.
    for (let index = 0; index < 200; index++) attempt.event('page.read', { text: 'x'.repeat(60_000) });
    attempt.finish();
    await runEnded(stack.executor, id);
    socket.resume();
    await nextOf(frames, (frame) => frame.type === 'resync');
    expect((await stack.client.runs.get(id)).status).toBe('completed');
    socket.terminate();
  });

  test('says goodbye when the server stops', async () => {
    await using own = await startStack({ tasks });
    const { socket } = await openPlain(own);
    const closed = once(socket, 'close');
    await own.server.close();
    expect((await closed)[0]).toBe(1001);
  });
});

describe('a quiet channel', () => {
  const beatMs = 30_000;
  let clock: FakeClock;
  let stack: Stack;
  beforeAll(async () => {
    clock = makeFakeClock();
    stack = await startStack({ tasks, serverClock: clock });
  });
  afterAll(() => stack.stop());

  test('sends a frame before five minutes have passed', async () => {
    const { socket, frames } = await openPlain(stack);
    for (let passed = 0; passed < 240_000; passed += beatMs) {
      const ping = once(socket, 'ping');
      clock.advance(beatMs);
      await ping;
      await answered(socket);
    }
    expect((await frames.next()).value).toEqual({ type: 'keepalive', data: {} });
    socket.close();
    await once(socket, 'close');
  });

  test('drops a reader that does not answer', async () => {
    const url = stack.server.wsUrl + channelPath(stack.executor.project.id);
    const socket = new WebSocket(url, [`bearer-${stack.token}`], { autoPong: false });
    await once(socket, 'open');
    const ping = once(socket, 'ping');
    clock.advance(beatMs);
    await ping;
    clock.advance(beatMs);
    const [code] = await once(socket, 'close');
    expect(code).toBe(1006);
  });

  /** The server has read everything that this reader sent before, its pong included. */
  async function answered(socket: WebSocket): Promise<void> {
    const pong = once(socket, 'pong');
    socket.ping();
    await pong;
  }

  test('tells many changes of one tick as one frame per run', async () => {
    const { socket, frames } = await openPlain(stack);
    const { id } = await stack.client.runs.create({ target: 'task:hello' });
    await runEnded(stack.executor, id);
    clock.advance(33);
    const { value } = await frames.next();
    expect(value.data).toMatchObject({ id, status: 'completed' });
    await answered(socket);
    expect(clock.pending).toBe(1);
    socket.close();
    await once(socket, 'close');
  });
});
