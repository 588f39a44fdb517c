import type { Stats } from 'node:fs';
import { isoTime } from '../../lib/clock.ts';
import type { StoredFile } from './project-files.ts';

/** A file's record from what the file system says; file systems without a birth time tell an earlier change. */
export function storedFile(path: string, { size, mtimeMs, birthtimeMs, ctimeMs }: Stats): StoredFile {
  const createdMs = birthtimeMs > 0 ? birthtimeMs : Math.min(mtimeMs, ctimeMs);
  return { path, size, createdAt: isoTime(createdMs), updatedAt: isoTime(mtimeMs) };
}
