import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** A way to a server that a test can close, wholly or for channels alone. */
export interface HttpProxy extends AsyncDisposable {
  readonly apiUrl: string;
  /** Requests that came in so far, upgrades included. */
  requests(): number;
  /** Refuses channels from now on, and cuts those that are open. */
  blockChannels(): void;
  openChannels(): void;
  /** Whether requests that change something are passed on and their answers thrown away. */
  loseAnswers(isLost: boolean): void;
  /** Holds every answer back for so long, and puts its `Date` forward. Milliseconds. */
  distort(distortion: { readonly delayMs?: number; readonly dateMs?: number }): void;
  /** Cuts every connection and listens no more, until `listen`. */
  goDown(): Promise<void>;
  /** Listens again at the same address. */
  listen(): Promise<void>;
}

export async function startHttpProxy(behind: string): Promise<HttpProxy> {
  const channels = new Set<Duplex>();
  let blocked = false;
  let requests = 0;
  let distortion: { readonly delayMs?: number; readonly dateMs?: number } = {};
  let losesAnswers = false;
  const server = createServer((request, response) => {
    requests++;
    const onward = httpRequest(onwardOptions(behind, request), (answer) => {
      if (losesAnswers && request.method !== 'GET') {
        answer.resume();
        answer.on('end', () => response.destroy());
        return;
      }
      const { delayMs = 0, dateMs = 0 } = distortion;
      const date = new Date(Date.parse(answer.headers.date ?? '') + dateMs);
      const headers = dateMs === 0 ? answer.headers : { ...answer.headers, date: date.toUTCString() };
      const pass = () => {
        response.writeHead(answer.statusCode ?? 502, headers);
        answer.pipe(response);
      };
      if (delayMs === 0) pass();
      else setTimeout(pass, delayMs);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('upgrade', (request, socket: Duplex) => {
    requests++;
    if (blocked) socket.end('HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\n\r\n');
    else passOn(behind, request, socket, channels);
  });
  const cut = () => {
    for (const socket of channels) socket.destroy();
    channels.clear();
  };
  const listen = async (port = 0) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const goDown = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    cut();
    server.closeAllConnections();
    await closed;
  };
  await listen();
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${port}`,
    requests: () => requests,
    loseAnswers(isLost) {
      losesAnswers = isLost;
    },
    blockChannels() {
      blocked = true;
      cut();
    },
    openChannels() {
      blocked = false;
    },
    distort(wanted) {
      distortion = wanted;
    },
    goDown,
    listen: () => listen(port),
    [Symbol.asyncDispose]: goDown,
  };
}

function onwardOptions(behind: string, { method, url, headers }: IncomingMessage) {
  const { hostname, port, host } = new URL(behind);
  return { hostname, port, path: url, method, headers: { ...headers, host } };
}

function passOn(behind: string, request: IncomingMessage, socket: Duplex, channels: Set<Duplex>): void {
  const onward = httpRequest(onwardOptions(behind, request));
  onward.on('upgrade', (answer, far) => {
    const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`);
    channels.add(socket);
    socket.on('close', () => far.destroy()).on('error', () => far.destroy());
    far.on('close', () => socket.destroy()).on('error', () => socket.destroy());
    socket.pipe(far).pipe(socket);
  });
  onward.on('error', () => socket.destroy());
  onward.end();
}
