import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Executor } from '../executor/executor.ts';
import { type Clock, systemClock } from '../lib/clock.ts';
import type { Access } from '../model/capabilities.ts';
import { messageOf, UserError } from '../model/errors.ts';
import { refuseRequest } from './answers.ts';
import { createApp } from './app.ts';
import { createChannel } from './channel/channel.ts';
import { asksForGzip, compressed } from './compress.ts';
import { createGate } from './gate.ts';
import { limits, maxConnections, type SlowLimits, silenceMs } from './limits.ts';
import { type Names, namesOf, urlHost } from './names.ts';
import { refuseGarbled } from './refuse-garbled.ts';
import { createTransfers } from './transfers.ts';

export interface ServerOptions {
  readonly executor: Executor;
  /** Whoever sends it may do everything. */
  readonly token: string;
  /** Whoever sends it may look at everything and change nothing; absent: there is no such token. */
  readonly readOnlyToken?: string | undefined;
  /** Address to bind to; 127.0.0.1 by default. */
  readonly host?: string | undefined;
  /** 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /** Of this program, told to clients. */
  readonly version: string;
  readonly clock?: Clock | undefined;
  /** In place of the limits for slow clients (`limits.ts`); for tests. */
  readonly limits?: Partial<SlowLimits> | undefined;
  /** Told of failures that are bugs; callers of the API see no details of them. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

export interface RunningServer {
  /** `http://host:port`, no slash at the end. */
  readonly apiUrl: string;
  /** `ws://host:port`. */
  readonly wsUrl: string;
  readonly port: number;
  /** Open channels. */
  connections(): number;
  /** Epoch milliseconds of the latest request that passed the gate; of the start before the first. */
  lastRequestAt(): number;
  /** Takes no more requests, says goodbye to channels, lets answers under way finish for a moment. */
  close(): Promise<void>;
}

const closeGraceMs = 2000;

/**
 * Serves the API over an executor.
 * @throws UserError `conflict` when the port is taken, `forbidden` or `invalid` when the address
 *   cannot be bound
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { executor, version, host = '127.0.0.1', clock = systemClock } = options;
  let lastRequestAt = clock.now();
  let names: Names = namesOf(host, 0);
  const { token, readOnlyToken = null, onError = () => {} } = options;
  const transfers = createTransfers(executor, clock, onError);
  const gate = createGate({ token, readOnlyToken, names: () => names, checkTicket: transfers.check });
  const app = createApp({ executor, version, clock, transfers, onError });
  const accessOf = new WeakMap<object, Access>();
  const listen = getRequestListener(
    (request, { incoming }) => {
      const answer = app.fetch(request, { access: accessOf.get(incoming) ?? 'read-only' });
      return asksForGzip(incoming) ? Promise.resolve(answer).then(compressed) : answer;
    },
    // The library must not replace the global Request and Response of the daemon.
    { overrideGlobalObjects: false },
  );
  const channel = createChannel(executor, gate, clock);

  const server = createServer({ ...limits, ...options.limits }, (request, response) => {
    // Clients tell from it how far their clock is off: the clock that the times of runs come from.
    response.setHeader('date', new Date(clock.now()).toUTCString());
    const { grant, refusal } = gate(request);
    if (refusal !== null) return refuseRequest(response, refusal);
    lastRequestAt = clock.now();
    accessOf.set(request, grant.access);
    const served = grant.byTicket ? transfers.serve(request, response) : listen(request, response);
    served.catch(onError);
  });
  server.maxConnections = maxConnections;
  // Channels are exempt: they have beats of their own.
  server.setTimeout(silenceMs, (socket) => socket.destroy());
  server.on('clientError', refuseGarbled);
  server.on('upgrade', (request, socket, head) => channel.upgrade(request, socket, head));

  const port = await bind(server, host, options.port ?? 0);
  names = namesOf(host, port);
  const address = `${urlHost(host)}:${port}`;
  return {
    apiUrl: `http://${address}`,
    wsUrl: `ws://${address}`,
    port,
    connections: () => channel.size,
    lastRequestAt: () => lastRequestAt,
    async close() {
      channel.close();
      await closeServer(server, clock);
    },
  };
}

function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(bindError(error, host, port)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function bindError(error: NodeJS.ErrnoException, host: string, port: number): UserError {
  const options = { cause: error };
  if (error.code === 'EADDRINUSE') {
    return new UserError('conflict', `Port ${port} on ${host} is in use by another process`, {
      ...options,
      fix: 'Choose another port, or 0 for a free one.',
    });
  }
  if (error.code === 'EACCES') {
    return new UserError('forbidden', `Port ${port} may not be opened by this user`, {
      ...options,
      fix: 'Choose a port above 1023.',
    });
  }
  return new UserError('invalid', `Cannot listen on ${host}:${port}: ${messageOf(error)}`, {
    ...options,
    fix: 'Choose an address that this machine has, such as 127.0.0.1.',
  });
}

function closeServer(server: Server, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(closeGraceMs, () => server.closeAllConnections());
    server.close(() => {
      cancel();
      resolve();
    });
    server.closeIdleConnections();
  });
}
