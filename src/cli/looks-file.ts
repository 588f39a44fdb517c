import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { userStateDir } from '../config/user-folders.ts';
import { isJsonObject, type JsonValue } from '../lib/json.ts';
import type { LastLook, LooksPort } from '../model/last-look.ts';

/** Contexts and projects that are remembered; those looked at longest ago are forgotten. */
const maxPlaces = 50;

/**
 * What the user saw of the failures, in a file of the state folder. It is read when it is asked for and written by
 * renaming, so that two consoles leave a whole file; damage and a full disk only cost the marks of what is new.
 */
export function openLooks(env: Environment): LooksPort {
  const path = join(userStateDir(env), 'failures-seen.json');
  return {
    read: (place) => readLooks(path).get(place) ?? null,
    write(place, look) {
      // Looks of other consoles stay: the file is read again.
      const looks = readLooks(path).set(place, look);
      const newest = [...looks].sort(([, left], [, right]) => (left.at < right.at ? 1 : -1));
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        const draft = `${path}.${process.pid}`;
        writeFileSync(draft, JSON.stringify(Object.fromEntries(newest.slice(0, maxPlaces))), { mode: 0o600 });
        renameSync(draft, path);
      } catch {
        // What is new is a convenience: not worth a word, and the console goes on.
      }
    },
  };
}

function readLooks(path: string): Map<string, LastLook> {
  const looks = new Map<string, LastLook>();
  for (const [place, value] of Object.entries(parsed(path))) {
    const look = lookOf(value);
    if (look !== null) looks.set(place, look);
  }
  return looks;
}

function parsed(path: string): Readonly<Record<string, JsonValue>> {
  try {
    const value: JsonValue = JSON.parse(readFileSync(path, 'utf8'));
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

function lookOf(value: JsonValue): LastLook | null {
  if (!isJsonObject(value)) return null;
  const { at, seen } = value;
  if (typeof at !== 'string' || !Array.isArray(seen)) return null;
  return { at, seen: seen.filter((hash) => typeof hash === 'string') };
}
