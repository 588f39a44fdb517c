import { appendFile, mkdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject } from '../lib/json.ts';
import { type Journal, type JournalEntry, lastOfEach } from '../model/journal.ts';
import type { Environment } from './environment.ts';
import { userStateDir } from './user-folders.ts';

/** At this size a file is put aside and the one put aside before is forgotten. */
const maxBytes = 1_048_576;

/** The log of actions as lines of JSON in two files at most, for the user's eyes only. */
export function openJournal(env: Environment): Journal {
  const folder = userStateDir(env);
  const file = join(folder, 'actions.jsonl');
  const older = join(folder, 'actions.1.jsonl');
  // One after the other: two that turn the files over at once would lose one.
  let last: Promise<unknown> = Promise.resolve();
  // A console that ended in the middle of a line must not take the next line with it.
  let start = '\n';
  const write = async (entry: JournalEntry): Promise<boolean> => {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { size } = await stat(file).catch(() => ({ size: 0 }));
      if (size >= maxBytes) await rename(file, older);
      await appendFile(file, `${size === 0 ? '' : start}${JSON.stringify(entry)}\n`, { mode: 0o600 });
      start = '';
      return true;
    } catch {
      return false;
    }
  };
  return {
    append(entry) {
      const writing = last.then(() => write(entry));
      last = writing;
      return writing;
    },
    async read() {
      await last;
      const texts = await Promise.all([older, file].map((path) => readFile(path, 'utf8').catch(() => '')));
      return lastOfEach(texts.flatMap((text) => text.split('\n').flatMap(entryOf)));
    },
  };
}

/** The entry of a line; none for one that is damaged, such as the last one of a computer that lost power. */
function entryOf(line: string): readonly JournalEntry[] {
  if (line === '') return [];
  try {
    const value: unknown = JSON.parse(line);
    return isEntry(value) ? [value] : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is JournalEntry {
  return (
    isJsonObject(value) &&
    ['id', 'at', 'context', 'verb', 'things'].every((name) => typeof value[name] === 'string') &&
    ['who', 'project', 'reason', 'settledAt'].every((name) => isTextOrNull(value[name])) &&
    isCounts(value['counts']) &&
    Array.isArray(value['items']) &&
    value['items'].every(isItem)
  );
}

function isItem(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    ['label', 'state'].every((name) => typeof value[name] === 'string') &&
    ['id', 'runId', 'note'].every((name) => isTextOrNull(value[name]))
  );
}

function isCounts(value: unknown): boolean {
  return isJsonObject(value) && Object.values(value).every((count) => typeof count === 'number');
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}
