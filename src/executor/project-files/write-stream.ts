import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../model/errors.ts';
import { storageFault } from '../storage/faults.ts';

/**
 * Writes a file as a whole: beside its place first, under a hidden name, then by rename. A piece at a
 * time is in memory.
 * @throws UserError `invalid` when more than `maxBytes` come, `conflict` when a folder has that name,
 *   `storage`; whatever `bytes` throws. Nothing is left behind then
 */
export async function writeStream(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<void> {
  const fresh = join(dirname(path), `.${basename(path).slice(0, 64)}.${randomBytes(6).toString('hex')}`);
  try {
    await writeAll(fresh, bytes, maxBytes);
    await rename(fresh, path);
  } catch (thrown) {
    await rm(fresh, { force: true });
    if (
      thrown instanceof Error &&
      'code' in thrown &&
      (thrown.code === 'EISDIR' || thrown.code === 'ENOTEMPTY')
    ) {
      throw new UserError('conflict', `${path} is a folder`, { cause: thrown });
    }
    throw storageFault(thrown, path);
  }
}

async function writeAll(path: string, bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<void> {
  const file = await open(path, 'wx', 0o644);
  try {
    let size = 0;
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What is said about a file of more than `maxBytes`. */
export function tooLarge(maxBytes: number): UserError {
  return new UserError('invalid', `The file is larger than ${Math.floor(maxBytes / 1_000_000)} MB`, {
    fix: 'Put it into the folder yourself, or split it.',
  });
}
