import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type PerMessageDeflateOptions, WebSocketServer } from 'ws';
import { bearerProtocolPrefix, deflateQuery } from '../../api/channel.ts';
import type { Executor } from '../../executor/executor.ts';
import type { Clock } from '../../lib/clock.ts';
import { UserError } from '../../model/errors.ts';
import { refuseUpgrade } from '../answers.ts';
import { requireProject } from '../find-project.ts';
import type { Gate } from '../gate.ts';
import { createReader } from './reader.ts';
import { createReaders } from './readers.ts';

/** The WebSocket side of the API: `/ws/{project_id}/events`. */
export interface Channel {
  /** Takes over a connection that asks to become a channel; grants or refuses it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Open channels. */
  readonly size: number;
  close(): void;
}

/** The longest message a client has to send is a subscription to a hundred runs. */
const maxMessageBytes = 65_536;
/** Frames are alike: what went before makes the next one small. Less memory per channel than by default. */
const deflateOptions: PerMessageDeflateOptions = {
  threshold: 256,
  serverMaxWindowBits: 13,
  zlibDeflateOptions: { level: 4, memLevel: 6 },
};

export function createChannel(executor: Executor, gate: Gate, clock: Clock): Channel {
  const plain = openSockets(false);
  const deflated = openSockets(deflateOptions);
  const readers = createReaders(clock);
  const unsubscribe = executor.subscribe(readers.tell);

  return {
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      const refusal = gate(request).refusal ?? refuseProject(executor, request);
      if (refusal !== null) return refuseUpgrade(socket, refusal);
      const sockets = asksForDeflate(request) ? deflated : plain;
      sockets.handleUpgrade(request, socket, head, (open) => {
        const reader = createReader(open, clock, readers.refollow);
        readers.add(reader);
        open.on('close', () => readers.remove(reader));
      });
    },
    get size() {
      return readers.size;
    },
    close() {
      unsubscribe();
      readers.close();
    },
  };
}

function openSockets(perMessageDeflate: PerMessageDeflateOptions | false): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate,
    // Browser-like clients fail when the protocol they offered is not chosen.
    handleProtocols: (offered) => [...offered].find((name) => name.startsWith(bearerProtocolPrefix)) ?? false,
  });
}

/**
 * Every WebSocket library offers compression, wanted or not, and each compressed channel takes memory and
 * time: it is for those that ask for it by name.
 */
function asksForDeflate({ url = '' }: IncomingMessage): boolean {
  return url.endsWith(`?${deflateQuery}`);
}

function refuseProject(executor: Executor, request: IncomingMessage) {
  // Not by `URL`, which throws for some of what a client may ask for.
  const reference = /^\/+ws\/([^/?]+)\/events\/?(?:\?|$)/.exec(request.url ?? '')?.[1];
  if (reference === undefined) {
    return { status: 404, error: new UserError('not-found', 'There is no channel at this path') };
  }
  try {
    requireProject(executor.project, decodeURIComponent(reference));
    return null;
  } catch (thrown) {
    const unreadable = new UserError('not-found', 'The project in the path is not readable');
    return { status: 404, error: thrown instanceof UserError ? thrown : unreadable };
  }
}
