import type { RawData, WebSocket } from 'ws';
import { type KeepaliveMessage, type ServerMessage, subscribeMessage } from '../../api/channel.ts';
import type { ExecutorChange } from '../../executor/executor.ts';
import type { Clock } from '../../lib/clock.ts';
import { createOutbox } from './outbox.ts';

/** One client at the far end of a channel. */
export interface Reader {
  tell(change: ExecutorChange): void;
  /** Called now and then: ends a dead connection, keeps a quiet one open. */
  beat(): void;
  /** Says goodbye; a reader that does not answer is cut off. */
  close(): void;
}

/** Changes are collected this long, so that a flood becomes a few frames. */
const tickMs = 33;
/** A reader with this much unsent behind it is too slow to be sent more. */
const maxBufferedBytes = 1_048_576;
/** Veryfront's own reader reconnects after five minutes of silence. */
const maxSilenceMs = 210_000;

export function createReader(socket: WebSocket, clock: Clock): Reader {
  const outbox = createOutbox();
  let missed = false;
  let cancelTick: (() => void) | null = null;
  let alive = true;
  let lastSentAt = clock.now();

  const send = (message: ServerMessage | KeepaliveMessage) => {
    lastSentAt = clock.now();
    socket.send(JSON.stringify(message));
  };
  const armTick = () => {
    cancelTick ??= clock.after(tickMs, tick);
  };
  const tick = () => {
    cancelTick = null;
    if (socket.readyState !== socket.OPEN) return;
    const frames = outbox.take();
    if (socket.bufferedAmount > maxBufferedBytes) {
      missed = true;
      armTick();
      return;
    }
    if (missed) {
      missed = false;
      send({ type: 'resync', data: {} });
      return;
    }
    for (const frame of frames) send(frame);
  };

  socket.on('message', (raw) => {
    alive = true;
    const wanted = readSubscribe(raw);
    if (wanted === null) return;
    outbox.subscribe(wanted);
    // Not collected: the reader reads the lists again when it has this, the sooner the better.
    if (socket.readyState === socket.OPEN) send({ type: 'subscribed', data: { follow: wanted.follow } });
  });
  socket.on('pong', () => {
    alive = true;
  });
  socket.on('close', () => cancelTick?.());
  // A socket that fails closes by itself; without a listener the failure would end the process.
  socket.on('error', () => {});

  return {
    tell(change) {
      if (outbox.add(change)) armTick();
    },
    beat() {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
      if (clock.now() - lastSentAt >= maxSilenceMs) send({ type: 'keepalive', data: {} });
    },
    close() {
      socket.close(1001, 'The server is stopping');
      clock.after(1000, () => socket.terminate());
    },
  };
}

/** Acknowledgements of Veryfront's readers, and anything unreadable, are of no interest: null. */
function readSubscribe(raw: RawData) {
  try {
    const parsed = subscribeMessage.safeParse(JSON.parse(raw.toString()));
    return parsed.success ? parsed.data.data : null;
  } catch {
    return null;
  }
}
