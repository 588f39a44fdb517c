import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
// Imported, so that it is loaded by the time a task needs it.
import { performance } from 'node:perf_hooks';
import { maxEventLine } from '../protocol.ts';
import type { TaskEvent } from '../worker-pool.ts';
import { tellDaemon } from './daemon-link.ts';

/** The daemon looks by itself 25 times a second; more pokes than that bring nothing. */
const pokeIntervalMs = 20;
/** What one attempt may write; an executor keeps far less of it. */
const maxFileBytes = 256 * 1_048_576;

/** Writes the events of one attempt where they outlive this process and its daemon. */
export interface EventWriter {
  /** Never throws and never waits for the daemon: an event that the disk refuses is lost. */
  write(event: TaskEvent): void;
  close(): void;
}

/** @param file the attempt's event file; it and its folder are made with the first event */
export function createEventWriter(file: string): EventWriter {
  let fd: number | null = null;
  let left = maxFileBytes;
  let isTorn = false;
  let closed = false;
  let pokedAt = Number.NEGATIVE_INFINITY;

  function append(event: TaskEvent): void {
    const line = Buffer.from(`${isTorn ? '\n' : ''}${JSON.stringify(event)}\n`);
    if (line.length > maxEventLine || line.length > left) return;
    fd ??= openForAppending(file);
    // One write, so that a kill leaves the whole line or none; only a full disk may tear it.
    const written = writeSync(fd, line);
    isTorn = written < line.length;
    left -= written;
  }

  function poke(): void {
    if (performance.now() - pokedAt < pokeIntervalMs) return;
    pokedAt = performance.now();
    void tellDaemon({ kind: 'poke' });
  }

  return {
    write(event) {
      // What a run in a warm child has left running may still want to tell something.
      if (closed) return;
      try {
        append(event);
      } catch {
        return;
      }
      poke();
    },
    close() {
      closed = true;
      if (fd !== null) closeSync(fd);
      fd = null;
    },
  };
}

function openForAppending(file: string): number {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return openSync(file, 'a', 0o600);
}
