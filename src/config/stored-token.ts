import { readFileSync } from 'node:fs';
import type { Environment } from './environment.ts';
import { veryfrontTokenFile } from './user-folders.ts';

/** The token of `veryfront login`, null when there is none that can be read. */
export function readStoredToken(env: Environment): string | null {
  try {
    return readFileSync(veryfrontTokenFile(env), 'utf8').trim() || null;
  } catch {
    return null;
  }
}
