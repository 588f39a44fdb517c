import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../../lib/json.ts';

/** How a node ended that is over for good. */
export type NodeEnd =
  | { readonly kind: 'completed'; readonly output: JsonValue | undefined }
  | { readonly kind: 'skipped' };

/** A wait that was reached. */
export interface OpenedWait {
  /** What an answer names: unique in the run. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly requestedAt: number;
  /** Epoch milliseconds; null for a wait without end. */
  readonly until: number | null;
}

/**
 * What a run of a workflow has reached, node by node, durable as soon as it is noted. Nodes are named by
 * their path, which tells the iterations of a loop and the items of a map apart.
 */
export interface Journal {
  ended(path: string): NodeEnd | null;
  wait(path: string): OpenedWait | null;
  /** True when a wait of the run has this id. */
  hasWaitId(id: string): boolean;
  noteEnd(path: string, end: NodeEnd): void;
  noteWait(path: string, wait: OpenedWait): void;
  close(): void;
}

/**
 * Opens the journal of a run, or begins one. Lines are appended and synced one by one: a line that was torn
 * by a crash belongs to a step that nobody was told of, and is cut off.
 * @param file absolute; its folder is there
 * @throws Error when it cannot be read or written
 */
export function openJournal(file: string): Journal {
  const fd = openSync(file, 'a+', 0o600);
  const ends = new Map<string, NodeEnd>();
  const waits = new Map<string, OpenedWait>();
  for (const text of wholeLines(fd)) take(JSON.parse(text));

  function take(entry: unknown): void {
    if (!isJsonObject(entry) || typeof entry['path'] !== 'string') return;
    const { path, wait, skipped, output } = entry;
    const opened = wait === undefined ? null : waitIn(wait);
    if (opened !== null) waits.set(path, opened);
    else ends.set(path, skipped === true ? { kind: 'skipped' } : { kind: 'completed', output });
  }

  function note(entry: Line): void {
    const text = JSON.stringify(entry);
    appendLine(fd, text);
    take(JSON.parse(text));
  }

  return {
    ended: (path) => ends.get(path) ?? null,
    wait: (path) => waits.get(path) ?? null,
    hasWaitId: (id) => [...waits.values()].some((wait) => wait.id === id),
    noteEnd(path, end) {
      if (end.kind === 'skipped') note({ path, skipped: true });
      else note({ path, completed: true, ...(end.output === undefined ? {} : { output: end.output }) });
    },
    noteWait: (path, { id, requestedAt, until }) => note({ path, wait: { id, requestedAt, until } }),
    close: () => closeSync(fd),
  };
}

type Line = JsonObject & { readonly path: string };

function waitIn(value: JsonValue): OpenedWait | null {
  if (!isJsonObject(value)) return null;
  const { id, requestedAt, until = null } = value;
  if (typeof id !== 'string' || typeof requestedAt !== 'number') return null;
  return { id, requestedAt, until: typeof until === 'number' ? until : null };
}

/** Writes all of a line and syncs it, or nothing: what a full disk took of it would spoil the line after. */
function appendLine(fd: number, text: string): void {
  const line = Buffer.from(`${text}\n`);
  const { size } = fstatSync(fd);
  try {
    for (let done = 0; done < line.length; ) done += writeSync(fd, line, done);
    fsyncSync(fd);
  } catch (error) {
    ftruncateSync(fd, size);
    throw error;
  }
}

/** The lines that were written whole; what is left of another one is removed. */
function wholeLines(fd: number): string[] {
  const bytes = readFileSync(fd);
  const end = bytes.lastIndexOf('\n') + 1;
  if (end < bytes.length) ftruncateSync(fd, end);
  return bytes.toString('utf8', 0, end).split('\n').slice(0, -1);
}
