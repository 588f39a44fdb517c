import type { Socket } from 'node:net';
import type { RawData, WebSocket } from 'ws';
import {
  bearerProtocolPrefix,
  channelPath,
  deflateQuery,
  type ServerMessage,
  type SubscribeMessage,
  serverMessage,
} from '../../api/channel.ts';
import type { Clock } from '../../lib/clock.ts';
import { UserError } from '../../model/errors.ts';
import { networkError } from '../network-error.ts';
import type { TrafficMeter } from '../traffic-meter.ts';

export interface ChannelOptions {
  readonly apiUrl: string;
  readonly token: string;
  /** UUID. */
  readonly projectId: string;
  readonly clock: Clock;
  readonly meter: TrafficMeter;
  /** Whether messages are asked for compressed. */
  readonly wantsGzip: () => boolean;
  readonly onMessage: (message: ServerMessage) => void;
  /** The channel was open and is not any more; not called after `close`. */
  readonly onClosed: (reason: string) => void;
}

/** An open channel. */
export interface ChannelLink {
  subscribe(wanted: SubscribeMessage['data']): void;
  close(): void;
}

const openTimeoutMs = 10_000;
/** The server is silent for 30 s at most; after this long it counts as gone. */
const maxSilenceMs = 90_000;
/** How often the round trip is measured. */
const pingEveryMs = 15_000;
/** A ping that is not answered for this long means that the network is gone. */
const pongMs = 10_000;
const maxMessageBytes = 67_108_864;

/**
 * Opens the channel of a project.
 * @throws UserError `network` or `timeout`, `auth` when the token is refused, else `unavailable`
 */
export async function openChannel(options: ChannelOptions): Promise<ChannelLink> {
  const { clock, meter } = options;
  const asksToCompress = options.wantsGzip();
  const { socket, carrier } = await openSocket(options, asksToCompress);
  let lastHeardAt = clock.now();
  meter.channelOpened(socket.extensions.includes('permessage-deflate'), asksToCompress);
  const hear = (isMessage: boolean) => {
    lastHeardAt = clock.now();
    meter.channelCarried(carrier.bytesRead, carrier.bytesWritten, isMessage);
  };
  const checkSilence = () => {
    if (clock.now() - lastHeardAt >= maxSilenceMs) return socket.terminate();
    cancelCheck = clock.after(maxSilenceMs / 3, checkSilence);
  };
  let cancelCheck = clock.after(maxSilenceMs / 3, checkSilence);
  const stopPinging = startPinging(socket, options, () => lastHeardAt);

  hear(false);
  socket.on('ping', () => hear(false));
  socket.on('pong', () => hear(false));
  socket.on('message', (raw) => {
    hear(true);
    const message = readMessage(raw);
    if (message !== null) options.onMessage(message);
  });
  let closing = false;
  socket.on('close', (code, reason) => {
    cancelCheck();
    stopPinging();
    if (!closing) options.onClosed(reason.toString() || `the connection was closed (${code})`);
  });

  return {
    subscribe(data) {
      const message: SubscribeMessage = { type: 'subscribe', data };
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    },
    close() {
      closing = true;
      cancelCheck();
      stopPinging();
      socket.close();
      clock.after(1000, () => socket.terminate());
    },
  };
}

/**
 * Measures the round trip now and then; a channel that has answered before and does not any more is cut:
 * a network that loses everything closes no connection by itself.
 */
function startPinging(
  socket: WebSocket,
  { clock, meter }: ChannelOptions,
  lastHeardAt: () => number,
): () => void {
  let answers = 0;
  let sentAt = 0;
  let cancel = () => {};
  const ping = () => {
    sentAt = clock.now();
    socket.ping();
    cancel = clock.after(pongMs, check);
  };
  const check = () => {
    if (answers > 0 && lastHeardAt() < sentAt) return socket.terminate();
    cancel = clock.after(pingEveryMs - pongMs, ping);
  };
  socket.on('pong', () => {
    answers++;
    meter.pong(clock.now() - sentAt);
  });
  ping();
  return () => cancel();
}

/** An open socket, and the connection that carries it. */
interface OpenSocket {
  readonly socket: WebSocket;
  readonly carrier: Pick<Socket, 'bytesRead' | 'bytesWritten'>;
}

async function openSocket(
  { apiUrl, token, projectId }: ChannelOptions,
  asksToCompress: boolean,
): Promise<OpenSocket> {
  const { WebSocket } = await import('ws');
  const path = channelPath(projectId) + (asksToCompress ? `?${deflateQuery}` : '');
  const url = apiUrl.replace(/^http/, 'ws').replace(/\/api$/, '') + path;
  const protocol = `${bearerProtocolPrefix}${token}`;
  // A token with other characters cannot be the name of a protocol.
  const protocols = /^[\w!#$%&'*+.^`|~-]+$/.test(protocol) ? [protocol] : [];
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, protocols, {
      headers: { authorization: `Bearer ${token}` },
      handshakeTimeout: openTimeoutMs,
      maxPayload: maxMessageBytes,
      perMessageDeflate: asksToCompress,
      followRedirects: false,
    });
    let carrier: OpenSocket['carrier'] = { bytesRead: 0, bytesWritten: 0 };
    socket.once('upgrade', (response) => {
      carrier = response.socket;
    });
    socket.once('open', () => resolve({ socket, carrier }));
    socket.once('unexpected-response', (request, response) => {
      response.resume();
      request.destroy();
      reject(refusalOf(response.statusCode ?? 0));
    });
    // Stays for the socket's life: a failure without a listener would end the process.
    socket.on('error', (error) => reject(networkError(error, apiUrl)));
  });
}

function refusalOf(status: number): UserError {
  if (status === 401) return new UserError('auth', 'The channel refused the token');
  return new UserError('unavailable', `the server answered ${status} instead of opening the channel`);
}

/** Frames of other types, and anything unreadable, are of no interest: null. */
function readMessage(raw: RawData): ServerMessage | null {
  try {
    const parsed = serverMessage.safeParse(JSON.parse(raw.toString()));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
