import { once } from 'node:events';
import { WebSocket } from 'ws';
import { bearerProtocolPrefix, channelPath } from '../../../src/api/channel.ts';
import type { Storm } from '../storm/open-storm.ts';

export interface IdleClients extends Disposable {
  /** Those whose connection is still open. */
  readonly open: number;
}

/** How many connections are asked for at once: more than the listening queue of the system would be refused. */
const atOnce = 100;

/** Opens that many channels that ask for nothing. @throws Error when one is refused */
export async function openIdleClients(storm: Storm, count: number): Promise<IdleClients> {
  const { port, token, projectId } = await storm.executor.open;
  const url = `ws://127.0.0.1:${port}${channelPath(projectId)}`;
  const sockets: WebSocket[] = [];
  while (sockets.length < count) {
    const some = Array.from({ length: Math.min(atOnce, count - sockets.length) }, () => {
      const socket = new WebSocket(url, [bearerProtocolPrefix + token]);
      return socket;
    });
    sockets.push(...some);
    await Promise.all(some.map((socket) => once(socket, 'open')));
  }
  return {
    get open() {
      return sockets.filter((socket) => socket.readyState === WebSocket.OPEN).length;
    },
    [Symbol.dispose]() {
      for (const socket of sockets) socket.terminate();
    },
  };
}
