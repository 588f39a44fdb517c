import { constants, type Stats } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { isUuid } from '../../lib/id.ts';
import { storageFault } from '../storage/faults.ts';
import { cleanPath } from './clean-path.ts';
import { cursorOfFile, fileOfCursor } from './file-cursor.ts';
import { createFolder, type Folder, missing } from './folder.ts';
import { maxUploadBytes } from './max-upload.ts';
import type { ProjectFiles, Upload, UploadEntry } from './project-files.ts';
import { storedFile } from './stored-file.ts';
import { uploadIdOf } from './upload-id.ts';
import { walkFolder } from './walk-folder.ts';
import { writeStream } from './write-stream.ts';

type Uploads = Pick<
  ProjectFiles,
  'listUploads' | 'getUpload' | 'planUpload' | 'writeUpload' | 'readUpload' | 'deleteUpload'
>;

const name = 'uploads';

export function createUploads(projectDir: string, projectId: string): Uploads {
  const folder = createFolder(projectDir, name);
  const uploadOf = (path: string, stats: Stats): Upload => ({
    id: uploadIdOf(projectId, path),
    ...storedFile(path, stats),
  });
  /** Null for a file that has gone since it was found. */
  const entryOf = async (path: string, isFolder: boolean): Promise<UploadEntry | null> => {
    if (isFolder) return { kind: 'folder', path };
    const stats = await statFile(folder, path).catch(() => null);
    return stats === null ? null : { kind: 'file', upload: uploadOf(path, stats) };
  };
  const pathOf = async (ref: string) =>
    isUuid(ref) ? await pathById(folder, projectId, ref.toLowerCase()) : cleanPath(ref, name);
  const getUpload = async (ref: string) => {
    const path = await pathOf(ref);
    return uploadOf(path, await statFile(folder, path));
  };

  return {
    getUpload,
    async listUploads({ path = '', recursive, limit, cursor }) {
      const seen = cursor === undefined ? null : fileOfCursor(cursor);
      const below = isWhole(path) ? '' : `${cleanPath(path, name)}/`;
      const items: UploadEntry[] = [];
      let last = '';
      for await (const entry of entriesBelow(folder, below, recursive, seen)) {
        if (items.length === limit) return { items, nextCursor: cursorOfFile(last) };
        const item = await entryOf(below + entry.path, entry.isFolder);
        if (item !== null) items.push(item);
        last = entry.path;
      }
      return { items, nextCursor: null };
    },
    planUpload(given) {
      const path = cleanPath(given, name);
      return { path, id: uploadIdOf(projectId, path) };
    },
    async writeUpload(given, bytes) {
      const path = cleanPath(given, name);
      await writeStream(await folder.place(path), bytes, maxUploadBytes);
      return getUpload(path);
    },
    async readUpload(given) {
      const { file, size } = await openFile(folder, cleanPath(given, name));
      return { size, bytes: file.createReadStream(size === 0 ? {} : { end: size - 1 }) };
    },
    async deleteUpload(ref) {
      const upload = await getUpload(ref);
      // The entry of that name: of a link the link, and not what it leads to.
      const place = await folder.place(upload.path);
      await rm(place).catch((thrown: unknown) => {
        throw storageFault(thrown, place);
      });
      return upload;
    },
  };
}

/** True for a path that means the whole folder. */
function isWhole(path: string): boolean {
  return /^\/*(?:uploads)?\/*$/.test(path);
}

async function* entriesBelow(folder: Folder, path: string, recursive: boolean, after: string | null) {
  const root = path === '' ? await folder.root() : await folder.find(path);
  if (root !== null) yield* walkFolder(root, recursive, after);
}

async function statFile(folder: Folder, path: string): Promise<Stats> {
  const place = await folder.find(path);
  const stats = await stat(place).catch(() => null);
  if (stats === null || !stats.isFile()) throw missing(folder.name, path);
  return stats;
}

/**
 * Opens a file and tells the size of what was opened: since it was found, another file, a link or a pipe
 * may have come to its place or that of a folder above it.
 * @throws UserError `not-found`, `forbidden` when a link leads out
 */
async function openFile(folder: Folder, path: string) {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const place = await folder.find(path);
  const file = await open(place, flags).catch(async (thrown: unknown) => {
    await statFile(folder, path);
    throw storageFault(thrown, place);
  });
  try {
    const [opened, there] = [await file.stat(), await statFile(folder, path)];
    if (opened.ino !== there.ino || opened.dev !== there.dev) throw missing(folder.name, path);
    return { file, size: opened.size };
  } catch (thrown) {
    await file.close();
    throw thrown;
  }
}

/** Ids come from paths and are kept nowhere: the one that has it is looked for. */
async function pathById(folder: Folder, projectId: string, id: string): Promise<string> {
  const root = await folder.root();
  if (root !== null) {
    for await (const { path } of walkFolder(root, true, null)) {
      if (uploadIdOf(projectId, path) === id) return path;
    }
  }
  throw missing(folder.name, id);
}
