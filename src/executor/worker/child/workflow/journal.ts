import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import type { JsonValue } from '../../../../lib/json.ts';

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

const json = z.custom<JsonValue>((value) => value !== undefined);
const line = z.union([
  z.object({ path: z.string(), completed: z.literal(true), output: json.optional() }),
  z.object({ path: z.string(), skipped: z.literal(true) }),
  z.object({
    path: z.string(),
    wait: z.object({ id: z.string(), requestedAt: z.number(), until: z.number().nullable() }),
  }),
]);

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
  for (const text of wholeLines(fd)) take(line.parse(JSON.parse(text)));

  function take(entry: z.infer<typeof line>): void {
    if ('wait' in entry) waits.set(entry.path, entry.wait);
    else if ('skipped' in entry) ends.set(entry.path, { kind: 'skipped' });
    else ends.set(entry.path, { kind: 'completed', output: entry.output });
  }

  function note(entry: z.infer<typeof line>): void {
    writeSync(fd, `${JSON.stringify(entry)}\n`);
    fsyncSync(fd);
    take(entry);
  }

  return {
    ended: (path) => ends.get(path) ?? null,
    wait: (path) => waits.get(path) ?? null,
    hasWaitId: (id) => [...waits.values()].some((wait) => wait.id === id),
    noteEnd(path, end) {
      if (end.kind === 'skipped') note({ path, skipped: true });
      else note({ path, completed: true, output: end.output });
    },
    noteWait: (path, wait) => note({ path, wait }),
    close: () => closeSync(fd),
  };
}

/** The lines that were written whole; what is left of another one is removed. */
function wholeLines(fd: number): string[] {
  const bytes = readFileSync(fd);
  const end = bytes.lastIndexOf('\n') + 1;
  if (end < bytes.length) ftruncateSync(fd, end);
  return bytes.toString('utf8', 0, end).split('\n').slice(0, -1);
}
