import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server, byte by byte, that a test can make lose what it carries. */
export interface TcpProxy extends AsyncDisposable {
  readonly apiUrl: string;
  /**
   * What is lost from now on, without a word to either side: nothing, what the server says, or all, new
   * connections included. Connections on which something was lost are cut when nothing is lost any more.
   */
  lose(what: 'nothing' | 'answers' | 'all'): void;
  /** Passes the next request that holds the text on, and loses what the server says from then on. */
  loseAnswersFrom(text: string): void;
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  hasLost: boolean;
}

/** @param behind the URL of the server */
export async function startTcpProxy(behind: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(behind);
  const pairs = new Set<Pair>();
  let lost: 'nothing' | 'answers' | 'all' = 'nothing';
  let last: string | null = null;
  /** The server answers for its own host alone. */
  const addressed = (bytes: Buffer) => {
    const text = bytes.toString('latin1');
    return Buffer.from(text.replace(`127.0.0.1:${portOf(server)}`, `${hostname}:${port}`), 'latin1');
  };
  const cut = (pair: Pair) => {
    pairs.delete(pair);
    pair.near.destroy();
    pair.far.destroy();
  };
  const server = createServer((near) => {
    const pair: Pair = { near, far: connect(Number(port), hostname), hasLost: false };
    pairs.add(pair);
    for (const socket of [near, pair.far]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        // A lost network tells nobody that the other side has hung up.
        if (lost !== 'all') cut(pair);
      });
    }
    near.on('data', (bytes) => {
      if (lost === 'all') {
        pair.hasLost = true;
        return;
      }
      if (last !== null && bytes.includes(last)) [lost, last] = ['answers', null];
      pair.far.write(addressed(bytes));
    });
    pair.far.on('data', (bytes) => {
      if (lost === 'nothing') near.write(bytes);
      else pair.hasLost = true;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    apiUrl: `http://127.0.0.1:${portOf(server)}`,
    lose(what) {
      lost = what;
      if (what !== 'nothing') return;
      for (const pair of [...pairs]) if (pair.hasLost || pair.near.destroyed || pair.far.destroyed) cut(pair);
    },
    loseAnswersFrom(text) {
      last = text;
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      for (const pair of [...pairs]) cut(pair);
      await closed;
    },
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
