import type { RawData, WebSocket } from 'ws';
import {
  bearerProtocolPrefix,
  channelPath,
  type ServerMessage,
  type SubscribeMessage,
  serverMessage,
} from '../../api/channel.ts';
import type { Clock } from '../../lib/clock.ts';
import { UserError } from '../../model/errors.ts';
import { networkError } from '../network-error.ts';

export interface ChannelOptions {
  readonly apiUrl: string;
  readonly token: string;
  /** UUID. */
  readonly projectId: string;
  readonly clock: Clock;
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
const maxMessageBytes = 67_108_864;

/**
 * Opens the channel of a project.
 * @throws UserError `network` or `timeout`, `auth` when the token is refused, else `unavailable`
 */
export async function openChannel(options: ChannelOptions): Promise<ChannelLink> {
  const socket = await openSocket(options);
  const { clock } = options;
  let lastHeardAt = clock.now();
  const hear = () => {
    lastHeardAt = clock.now();
  };
  const checkSilence = () => {
    if (clock.now() - lastHeardAt >= maxSilenceMs) return socket.terminate();
    cancelCheck = clock.after(maxSilenceMs / 3, checkSilence);
  };
  let cancelCheck = clock.after(maxSilenceMs / 3, checkSilence);

  socket.on('ping', hear);
  socket.on('message', (raw) => {
    hear();
    const message = readMessage(raw);
    if (message !== null) options.onMessage(message);
  });
  let closing = false;
  socket.on('close', (code, reason) => {
    cancelCheck();
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
      socket.close();
      clock.after(1000, () => socket.terminate());
    },
  };
}

async function openSocket({ apiUrl, token, projectId }: ChannelOptions): Promise<WebSocket> {
  const { WebSocket } = await import('ws');
  const url = apiUrl.replace(/^http/, 'ws').replace(/\/api$/, '') + channelPath(projectId);
  const protocol = `${bearerProtocolPrefix}${token}`;
  // A token with other characters cannot be the name of a protocol.
  const protocols = /^[\w!#$%&'*+.^`|~-]+$/.test(protocol) ? [protocol] : [];
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, protocols, {
      headers: { authorization: `Bearer ${token}` },
      handshakeTimeout: openTimeoutMs,
      maxPayload: maxMessageBytes,
      perMessageDeflate: false,
      followRedirects: false,
    });
    socket.once('open', () => resolve(socket));
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
