import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Paths of the files below a folder of uploads, hidden ones and links to files too, by name.
 * Links to folders are not followed: they could lead in circles, or out of the project.
 * @param root absolute path of `uploads/`
 * @param below a folder in it; empty for all of it
 */
export async function* listUploads(root: string, below: string, recursive: boolean): AsyncGenerator<string> {
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch((): Dirent[] => []);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isFile() || entry.isSymbolicLink()) yield path;
    else if (entry.isDirectory() && recursive) yield* listUploads(root, path, true);
  }
}
