import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openLooks } from '../../../src/cli/looks-file.ts';
import { makeTempDir } from '../../helpers/temp-dir.ts';

const look = { at: '2026-11-22T12:00:00.000Z', seen: ['a', 'b'] };

test('remembers a look for each place, for the eyes of the user only', () => {
  using dir = makeTempDir();
  const env = { XDG_STATE_HOME: dir.path };
  openLooks(env).write('prod acme', look);
  openLooks(env).write('local demo', { ...look, seen: [] });
  expect(openLooks(env).read('prod acme')).toEqual(look);
  expect(openLooks(env).read('nobody')).toBeNull();
  expect(statSync(fileIn(dir.path)).mode & 0o777).toBe(0o600);
});

test('takes a damaged file, and one that cannot be written, for none', () => {
  using dir = makeTempDir();
  const env = { XDG_STATE_HOME: dir.path };
  mkdirSync(dirname(fileIn(dir.path)), { recursive: true });
  writeFileSync(fileIn(dir.path), '{"prod acme": {"at": 1}, "x": [');
  expect(openLooks(env).read('prod acme')).toBeNull();
  openLooks(env).write('prod acme', look);
  expect(openLooks(env).read('prod acme')).toEqual(look);
  const blocked = { XDG_STATE_HOME: fileIn(dir.path) };
  openLooks(blocked).write('prod acme', look);
  expect(openLooks(blocked).read('prod acme')).toBeNull();
});

test('forgets the places that were looked at longest ago', () => {
  using dir = makeTempDir();
  const looks = openLooks({ XDG_STATE_HOME: dir.path });
  for (let day = 10; day < 62; day++)
    looks.write(`place ${day}`, { at: `2026-01-01T00:00:${day}`, seen: [] });
  expect(looks.read('place 10')).toBeNull();
  expect(looks.read('place 61')).not.toBeNull();
});

function fileIn(state: string): string {
  return join(state, 'vfjobs', 'failures-seen.json');
}
