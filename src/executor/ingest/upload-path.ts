import { IngestError } from './ingest-error.ts';

/** The folder of a project that holds its uploads. */
export const uploadFolder = 'uploads';

/**
 * The path without empty parts, `.` and outer slashes.
 * @returns null when it is absolute, has a NUL, a backslash or a `..` in it; empty when nothing is left
 */
export function normalPath(path: string): string | null {
  const parts = path.split('/');
  if (path.startsWith('/') || path.includes('\0') || path.includes('\\') || parts.includes('..')) return null;
  return parts.filter((part) => part !== '' && part !== '.').join('/');
}

/**
 * A path of an upload, below `uploads/` whether or not it was said with it.
 * @returns empty for `uploads/` itself
 * @throws IngestError for one that leads out of the folder
 */
export function uploadPath(said: string): string {
  const path = normalPath(said);
  if (path === null) {
    throw new IngestError(`The path ${JSON.stringify(said)} leads out of ${uploadFolder}/.`);
  }
  return path === uploadFolder ? '' : path.replace(/^uploads\//, '');
}
