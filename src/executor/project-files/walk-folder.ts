import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface FoundEntry {
  /** Below the folder that was walked. */
  readonly path: string;
  readonly isFolder: boolean;
}

/**
 * Files below a folder by name, folder after folder. Hidden ones and links are passed over.
 * @param root absolute
 * @param recursive false: folders are told instead of being entered
 * @param after only what comes after this path
 */
export async function* walkFolder(
  root: string,
  recursive: boolean,
  after: string | null,
): AsyncGenerator<FoundEntry> {
  yield* walk(root, [], recursive, after === null ? null : after.split('/'));
}

async function* walk(
  root: string,
  above: readonly string[],
  recursive: boolean,
  after: readonly string[] | null,
): AsyncGenerator<FoundEntry> {
  const first = after?.[0] ?? '';
  for (const entry of await entriesOf(join(root, ...above))) {
    if (entry.name < first) continue;
    const path = [...above, entry.name];
    const wasSeen = entry.name === first;
    if (entry.isDirectory() && recursive) {
      yield* walk(root, path, true, wasSeen ? below(after) : null);
    } else if (!wasSeen) yield { path: path.join('/'), isFolder: entry.isDirectory() };
  }
}

function below(after: readonly string[] | null): readonly string[] | null {
  return after === null || after.length < 2 ? null : after.slice(1);
}

async function entriesOf(dir: string): Promise<Dirent[]> {
  let entries: Dirent[];
  try {
    entries = await readdir(dir, { withFileTypes: true });
  } catch {
    // Gone since it was found, or not readable: there is nothing in it to tell.
    return [];
  }
  return entries
    .filter((entry) => !entry.name.startsWith('.') && (entry.isFile() || entry.isDirectory()))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}
