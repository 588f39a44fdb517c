import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, UserError } from '../model/errors.ts';

/**
 * The token of an executor's API: 32 random bytes, made once and kept in a file that only its owner
 * can read, so that contexts which hold it survive a restart.
 * @throws UserError `storage` when the file cannot be read or written
 */
export function ensureToken(stateDir: string): string {
  return ensureTokenFile(tokenFile(stateDir));
}

/**
 * A second token in the same form: whoever has it may look at everything and change nothing.
 * @throws UserError `storage` when the file cannot be read or written
 */
export function ensureReadOnlyToken(stateDir: string): string {
  return ensureTokenFile(join(stateDir, 'token-read-only'));
}

export function tokenFile(stateDir: string): string {
  return join(stateDir, 'token');
}

function ensureTokenFile(path: string): string {
  try {
    return readToken(path) ?? createToken(path);
  } catch (thrown) {
    throw new UserError('storage', `The token file ${path} cannot be used: ${messageOf(thrown)}`, {
      fix: 'Make it readable and writable for your user, or remove it to have a new one made.',
      cause: thrown,
    });
  }
}

function readToken(path: string): string | null {
  let token: string;
  try {
    token = readFileSync(path, 'utf8').trim();
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null;
    throw thrown;
  }
  // A file cut short by a full disk is no token.
  if (!/^[\w-]{43}$/.test(token)) return null;
  chmodSync(path, 0o600);
  return token;
}

function createToken(path: string): string {
  const token = randomBytes(32).toString('base64url');
  // A mode is given to new files only: what is there and no token may be readable by everybody.
  rmSync(path, { force: true });
  writeFileSync(path, `${token}\n`, { mode: 0o600, flag: 'wx' });
  return token;
}
