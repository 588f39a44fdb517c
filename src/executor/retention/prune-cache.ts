import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Deletes the files below a folder that were neither written nor read since. Compiled and transformed
 * sources are made again when they are needed; a file system that keeps no access times only makes
 * that happen more often.
 * @param since epoch ms
 * @returns how many were deleted
 */
export async function pruneCache(cacheDir: string, since: number): Promise<number> {
  let deleted = 0;
  for (const path of await filesBelow(cacheDir)) {
    // Whoever uses the cache may delete a file at the same time.
    const found = await stat(path).catch(() => null);
    if (found === null || Math.max(found.atimeMs, found.mtimeMs) >= since) continue;
    await rm(path, { force: true });
    deleted += 1;
  }
  return deleted;
}

async function filesBelow(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
