import type { RawData, WebSocket } from 'ws';
import { type KeepaliveMessage, type ServerMessage, subscribeMessage } from '../../api/channel.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Digest } from './digest.ts';
import { createOutbox, type FollowedChange, type Outbox, resync } from './outbox.ts';

/** One client at the far end of a channel. A plain one, which asks for nothing, has next to no state. */
export interface Reader {
  /** Runs that it follows. */
  readonly follow: readonly string[];
  /** Keeps a change of a run that it follows until the next tick. */
  keep(change: FollowedChange): void;
  /**
   * Sends what there is.
   * @param maxBytes with more than this unsent behind it, it is too slow to be sent more
   * @returns true when it was too slow and is to be asked again
   */
  flush(digest: Digest, maxBytes: number): boolean;
  /** Called now and then: ends a dead connection, keeps a quiet one open. */
  beat(): void;
  /** Says goodbye; a reader that does not answer is cut off. */
  close(): void;
}

/** What a reader may be owed when it asks for something else. */
const maxRestBytes = 1_048_576;
/** Veryfront's own reader reconnects after five minutes of silence. */
const maxSilenceMs = 210_000;

/** @param onSubscribed told after `follow` has changed, with what it was before */
export function createReader(
  socket: WebSocket,
  clock: Clock,
  onSubscribed: (reader: Reader, before: readonly string[]) => void,
): Reader {
  let outbox: Outbox | null = null;
  let missed = false;
  let alive = true;
  let lastSentAt = clock.now();

  const sendFrame = (frame: string | Buffer) => {
    lastSentAt = clock.now();
    socket.send(frame, { binary: false });
  };
  const send = (message: ServerMessage | KeepaliveMessage) => sendFrame(JSON.stringify(message));

  const reader: Reader = {
    get follow() {
      return outbox?.follow ?? [];
    },
    keep: (change) => outbox?.add(change),
    flush(digest, maxBytes) {
      if (socket.readyState !== socket.OPEN) return false;
      const tooSlow = socket.bufferedAmount > maxBytes;
      if (tooSlow || missed) {
        outbox?.clear();
        missed = tooSlow;
        if (!tooSlow) sendFrame(resync);
        return tooSlow;
      }
      for (const frame of sharedFrames(digest, outbox)) sendFrame(frame);
      for (const frame of outbox?.take(maxBytes) ?? []) sendFrame(frame);
      return false;
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

  socket.on('message', (raw) => {
    alive = true;
    const wanted = readSubscribe(raw);
    if (wanted === null) return;
    const before = reader.follow;
    // What is followed from before to after the change loses nothing by it.
    if (socket.readyState === socket.OPEN) {
      for (const frame of outbox?.take(maxRestBytes) ?? []) sendFrame(frame);
    }
    outbox = createOutbox(wanted);
    onSubscribed(reader, before);
    // Not collected: the reader reads the lists again when it has this, the sooner the better.
    if (socket.readyState === socket.OPEN) send({ type: 'subscribed', data: { follow: wanted.follow } });
  });
  socket.on('pong', () => {
    alive = true;
  });
  // A socket that fails closes by itself; without a listener the failure would end the process.
  socket.on('error', () => {});
  return reader;
}

/** Who asked for something gets what it asked for; the plain frames stand in for the rest. */
function sharedFrames(digest: Digest, outbox: Outbox | null): readonly Buffer[] {
  if (outbox === null) return digest.plain();
  const runs = outbox.wantsRuns ? digest.runs() : digest.plain();
  return outbox.wantsSchedules ? [...runs, ...digest.schedules()] : runs;
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
