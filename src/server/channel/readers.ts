import type { ExecutorChange } from '../../executor/executor.ts';
import type { Clock } from '../../lib/clock.ts';
import { createDigestBuilder } from './digest.ts';
import type { Reader } from './reader.ts';

/** All readers of the channel: a change costs the same however many there are, until the tick that tells it. */
export interface Readers {
  readonly size: number;
  add(reader: Reader): void;
  remove(reader: Reader): void;
  /** What a reader follows has changed. */
  refollow(reader: Reader, before: readonly string[]): void;
  /** Tells a change with the next tick. */
  tell(change: ExecutorChange): void;
  close(): void;
}

/** Changes are collected this long, so that a flood becomes a few frames. */
const tickMs = 33;
/** Thousands of readers get a tick less often: sending to one takes some tens of microseconds. */
const tickMsPerReader = 0.25;
const beatMs = 30_000;
/** Unsent behind one reader, and about as much again in one tick. */
const maxUnsentBytes = 1_048_576;
/** The same of all readers together: thousands that follow a busy run and do not read share it. */
const maxUnsentBytesOfAll = 134_217_728;

export function createReaders(clock: Clock): Readers {
  const readers = new Set<Reader>();
  const followers = new Map<string, Set<Reader>>();
  const digests = createDigestBuilder();
  let cancelTick: (() => void) | null = null;
  let cancelBeat: (() => void) | null = null;

  const armTick = () => {
    cancelTick ??= clock.after(Math.max(tickMs, readers.size * tickMsPerReader), tick);
  };
  const tick = () => {
    cancelTick = null;
    const digest = digests.take();
    const maxBytes = Math.min(maxUnsentBytes, maxUnsentBytesOfAll / readers.size);
    let anySlow = false;
    for (const reader of readers) anySlow = reader.flush(digest, maxBytes) || anySlow;
    if (anySlow) armTick();
  };
  const beat = () => {
    for (const reader of readers) reader.beat();
    cancelBeat = readers.size > 0 ? clock.after(beatMs, beat) : null;
  };
  const unfollow = (reader: Reader, runIds: readonly string[]) => {
    for (const id of runIds) {
      const those = followers.get(id);
      those?.delete(reader);
      if (those?.size === 0) followers.delete(id);
    }
  };
  const tellFollowers = (runId: string, change: Exclude<ExecutorChange, { kind: 'run' | 'schedule' }>) => {
    const those = followers.get(runId);
    if (those === undefined) return;
    for (const reader of those) reader.keep(change);
    armTick();
  };

  return {
    get size() {
      return readers.size;
    },
    add(reader) {
      readers.add(reader);
      cancelBeat ??= clock.after(beatMs, beat);
    },
    remove(reader) {
      readers.delete(reader);
      unfollow(reader, reader.follow);
    },
    refollow(reader, before) {
      unfollow(reader, before);
      for (const id of reader.follow) followers.set(id, (followers.get(id) ?? new Set()).add(reader));
    },
    tell(change) {
      if (readers.size === 0) return;
      if (change.kind === 'event') return tellFollowers(change.event.runId, change);
      if (change.kind === 'log') return tellFollowers(change.runId, change);
      if (change.kind === 'schedule') digests.addSchedule(change.schedule);
      else digests.add(change.run);
      armTick();
    },
    close() {
      cancelTick?.();
      cancelBeat?.();
      for (const reader of readers) reader.close();
    },
  };
}
