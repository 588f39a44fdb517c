import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

/** Older ones are deleted when a new one is made. */
const keptBackups = 2;

/** A name of a backup: the schema version it has, and when it was made. */
const namePattern = /\.backup-v\d+-[\dTZ-]+$/;

/** The end of the name of a backup that is being written, or was when the program was killed. */
const unfinished = '.unfinished';

/**
 * Writes a copy of an open database beside it, whole and on the disk when this returns, readable by
 * its owner only. Of earlier copies the newest one is kept.
 * @param path of the open database
 * @param version its schema version
 * @param now epoch ms; becomes part of the name
 * @returns the path of the copy
 * @throws what SQLite or the file system throw, such as for a full disk; nothing of the copy is left then
 */
export function backUp(db: DatabaseSync, path: string, version: number, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const backup = `${path}.backup-v${version}-${stamp}`;
  const fresh = backup + unfinished;
  try {
    closeSync(openSync(fresh, 'w', 0o600));
    db.prepare('VACUUM INTO ?').run(fresh);
    flush(fresh);
    renameSync(fresh, backup);
    flush(dirname(backup));
  } catch (thrown) {
    rmSync(fresh, { force: true });
    throw thrown;
  }
  for (const old of findBackups(path).slice(keptBackups)) rmSync(old, { force: true });
  return backup;
}

/** The copies of a database that lie beside it, newest first. */
export function findBackups(path: string): readonly string[] {
  const dir = dirname(path);
  return readdirSync(dir)
    .filter((name) => name.startsWith(`${basename(path)}.backup-`) && namePattern.test(name))
    .sort((a, b) => stampOf(b).localeCompare(stampOf(a)))
    .map((name) => join(dir, name));
}

/** Copies that were being written when the program was killed. */
export function unfinishedBackups(path: string): readonly string[] {
  const dir = dirname(path);
  return readdirSync(dir)
    .filter((name) => name.startsWith(`${basename(path)}.backup-`) && name.endsWith(unfinished))
    .map((name) => join(dir, name));
}

function stampOf(name: string): string {
  return name.replace(/^.*\.backup-v\d+-/, '');
}

/** SQLite does not wait for the disk when it writes a copy. */
function flush(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
