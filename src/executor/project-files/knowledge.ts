import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanPath } from './clean-path.ts';
import { cursorOfFile, fileOfCursor } from './file-cursor.ts';
import { createFolder, type Folder } from './folder.ts';
import { maxUploadBytes } from './max-upload.ts';
import type { FileQuery, ProjectFiles, StoredFile } from './project-files.ts';
import { storedFile } from './stored-file.ts';
import { walkFolder } from './walk-folder.ts';
import { writeStream } from './write-stream.ts';

const name = 'knowledge';

export function createKnowledge(projectDir: string): Pick<ProjectFiles, 'writeKnowledge' | 'listFiles'> {
  const folder = createFolder(projectDir, name);
  const folders = [folder, createFolder(projectDir, 'uploads')];
  return {
    async writeKnowledge(given, content) {
      const path = cleanPath(given, name);
      await writeStream(await folder.place(path), piece(content), maxUploadBytes);
      return storedFile(`${name}/${path}`, await stat(await folder.find(path)));
    },
    async listFiles(query) {
      const fits = patternTest(query.pattern);
      const found = await Promise.all(folders.map((each) => filesIn(each, fits)));
      return pageOf(found.flat(), query);
    },
  };
}

async function filesIn(folder: Folder, fits: (path: string) => boolean): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  const root = await folder.root();
  if (root === null) return files;
  for await (const { path } of walkFolder(root, true, null)) {
    const shown = `${folder.name}/${path}`;
    const stats = fits(shown) ? await stat(join(root, path)).catch(() => null) : null;
    if (stats !== null) files.push(storedFile(shown, stats));
  }
  return files;
}

async function* piece(content: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content);
}

/** Sorted by a key in which the path makes equal times differ; the cursor is the last key that was seen. */
function pageOf(files: readonly StoredFile[], { sortBy, newestFirst, limit, cursor }: FileQuery) {
  const keyOf = (file: StoredFile) => (sortBy === 'path' ? file.path : `${file.updatedAt} ${file.path}`);
  const direction = newestFirst ? -1 : 1;
  const compare = (left: string, right: string) => (left < right ? -direction : direction);
  const seen = cursor === undefined ? null : fileOfCursor(cursor);
  const rest = files
    .filter((file) => seen === null || (keyOf(file) !== seen && compare(seen, keyOf(file)) < 0))
    .sort((left, right) => compare(keyOf(left), keyOf(right)));
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rest.length > limit && last !== undefined ? cursorOfFile(keyOf(last)) : null };
}

/** `*` stands for any characters. Each piece is looked for once, so no pattern takes long. */
function patternTest(pattern: string | undefined): (path: string) => boolean {
  if (pattern === undefined) return () => true;
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  return (path) => {
    if (last === undefined) return path === first;
    if (!path.startsWith(first)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = path.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return path.length - last.length >= at && path.endsWith(last);
  };
}
