import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { JsonObject, JsonValue } from '../../src/lib/json.ts';

/** One attempt of a remote-controlled task: it does what the test says, when the test says it. */
export interface RemoteAttempt {
  readonly config: JsonObject;
  /** Prints a text as it is, to stdout or stderr; a line needs its own newline. */
  print(text: string, stream?: 'stdout' | 'stderr'): void;
  /** Prints this many lines a second until the next order. */
  flood(linesPerSecond: number): void;
  progress(done: number, total: number, note?: string): void;
  event(type: string, payload: JsonValue): void;
  finish(output?: JsonValue): void;
  fail(message: string): void;
  exit(code: number): void;
  /** Resolves when the attempt's process has gone, however it ended. */
  readonly gone: Promise<void>;
}

export interface RemoteTasks extends Disposable {
  /** The source of the task file; any number of files may have it. */
  readonly source: string;
  /** The next attempt that has started, in the order they came. */
  next(timeoutMs?: number): Promise<RemoteAttempt>;
}

/** Starts the far end of remote-controlled tasks, so that tests wait for signals and never for time. */
export async function createRemoteTasks(): Promise<RemoteTasks> {
  const arrived: RemoteAttempt[] = [];
  const waiting: ((attempt: RemoteAttempt) => void)[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    // A killed attempt resets its connection; `gone` tells that.
    socket.on('error', () => undefined);
    createInterface({ input: socket }).once('line', (line) => {
      const attempt = attemptOver(socket, JSON.parse(line));
      const waiter = waiting.shift();
      if (waiter === undefined) arrived.push(attempt);
      else waiter(attempt);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the remote control has no port');

  return {
    source: taskSource(address.port),
    next(timeoutMs = 20_000) {
      const attempt = arrived.shift();
      if (attempt !== undefined) return Promise.resolve(attempt);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no attempt started in ${timeoutMs} ms`)), timeoutMs);
        waiting.push((next) => {
          clearTimeout(timer);
          resolve(next);
        });
      });
    },
    [Symbol.dispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function attemptOver(socket: Socket, config: JsonObject): RemoteAttempt {
  const order = (name: string, ...values: JsonValue[]) => {
    socket.write(`${JSON.stringify([name, ...values])}\n`);
  };
  return {
    config,
    print: (text, stream = 'stdout') => order('print', stream, text),
    flood: (linesPerSecond) => order('flood', linesPerSecond),
    progress: (done, total, note) => order('progress', done, total, note ?? null),
    event: (type, payload) => order('event', type, payload),
    finish: (output = null) => order('finish', output),
    fail: (message) => order('fail', message),
    exit: (code) => order('exit', code),
    gone: new Promise((resolve) => {
      socket.once('close', () => resolve());
    }),
  };
}

/** Self-contained: it is written into projects and loaded by the executor like any user's task. */
function taskSource(port: number): string {
  return `import { connect } from 'node:net';
import { createInterface } from 'node:readline';

let flood;
let line = 0;
function floodAt(linesPerSecond) {
  const began = performance.now();
  let printed = 0;
  flood = setInterval(() => {
    let text = '';
    for (const due = ((performance.now() - began) * linesPerSecond) / 1000; printed < due; printed++) {
      line++;
      text += 'INFO worker-' + (line % 64) + ' step=' + line + ' loss=' + (1 + (line % 977) / 977).toFixed(5) + ' lr=3.0e-4 tok/s=' + (10000 + (line % 5000)) + '\\n';
    }
    if (text !== '') process.stdout.write(text);
  }, 10);
}

export default {
  name: 'Remote',
  run(ctx) {
    const socket = connect(${port}, '127.0.0.1');
    ctx.signal?.addEventListener('abort', () => socket.destroy());
    socket.write(JSON.stringify(ctx.config) + '\\n');
    return new Promise((resolve, reject) => {
      const end = (settle, value) => {
        socket.destroy();
        settle(value);
      };
      const orders = {
        print: (stream, text) => process[stream].write(text),
        flood: floodAt,
        progress: (done, total, note) => ctx.progress(done, total, note ?? undefined),
        event: (type, payload) => ctx.event(type, payload),
        finish: (output) => end(resolve, output),
        fail: (message) => end(reject, new Error(message)),
        exit: (code) => process.exit(code),
      };
      socket.on('close', () => end(reject, new Error('the remote control hung up')));
      createInterface({ input: socket }).on('line', (text) => {
        const [name, ...values] = JSON.parse(text);
        clearInterval(flood);
        orders[name](...values);
      });
    });
  },
};
`;
}
