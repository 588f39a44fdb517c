import { once } from 'node:events';
import { connect } from 'node:net';
import type { Storm } from '../storm/open-storm.ts';

/** How a client drips: a request whose headers never end, or one whose body never does. */
export type Drip = 'headers' | 'body';

/** Sends one byte a second until the server cuts the connection; resolves with the milliseconds that took. */
export async function drip(storm: Storm, part: Drip): Promise<number> {
  const { port, token, projectId } = await storm.executor.open;
  const socket = connect(Number(port), '127.0.0.1');
  // Cut off in the middle of a byte: that is what is waited for.
  socket.on('error', () => undefined);
  // An answer may come before the cut; unread it would hold the end of the connection back.
  socket.resume();
  await once(socket, 'connect');
  const began = performance.now();
  const head = `POST /projects/${projectId}/jobs HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\n`;
  const body = 'Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n';
  socket.write(part === 'headers' ? head : head + body);
  const timer = setInterval(() => socket.write('x'), 1000);
  try {
    await once(socket, 'close');
    return performance.now() - began;
  } finally {
    clearInterval(timer);
  }
}
