import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileName, pathOf } from '../../../screens/outside/save-file.ts';
import { writeLines } from '../../../screens/outside/write-lines.ts';
import { makeTempDir } from '../../helpers/temp-dir.ts';

async function* endingBadly() {
  yield 'one';
  throw new Error('the server went away');
}

test.each([endless, silent])('is stopped, and leaves nothing: %o', async (lines) => {
  using dir = makeTempDir();
  const path = join(dir.path, 'a.log');
  const stop = new AbortController();
  const written = writeLines(
    path,
    lines(() => stop.abort()),
    { signal: stop.signal },
  );
  await expect(written).rejects.toMatchObject({ name: 'AbortError' });
  expect(existsSync(path)).toBe(false);
});

/** Lines of somebody who does not answer any more. */
async function* silent(stop: () => void): AsyncGenerator<string> {
  yield 'one';
  stop();
  await new Promise(() => {});
}

async function* endless(tenLines: () => void): AsyncGenerator<string> {
  for (let line = 0; ; line++) {
    if (line === 10) tenLines();
    yield `line ${line}`;
  }
}

test('writes lines that only the user may read, and says how many bytes', async () => {
  using dir = makeTempDir();
  const path = join(dir.path, 'a.log');
  expect(await writeLines(path, ['one', 'zwölf'])).toBe(11);
  expect(readFileSync(path, 'utf8')).toBe('one\nzwölf\n');
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('never touches a file that is there, unless it is to be replaced by a whole one', async () => {
  using dir = makeTempDir();
  const path = join(dir.path, 'a.log');
  writeFileSync(path, 'mine');
  await expect(writeLines(path, ['one'])).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(writeLines(path, endingBadly(), { replace: true })).rejects.toThrow('went away');
  expect(readFileSync(path, 'utf8')).toBe('mine');
  expect(readdirSync(dir.path)).toEqual(['a.log']);
  await writeLines(path, ['one'], { replace: true });
  expect(readFileSync(path, 'utf8')).toBe('one\n');
});

test('leaves no half file', async () => {
  using dir = makeTempDir();
  await expect(writeLines(join(dir.path, 'a.log'), endingBadly())).rejects.toThrow('went away');
  expect(readdirSync(dir.path)).toEqual([]);
});

test('reads paths as a shell does, and offers names that are names', () => {
  expect(pathOf('~/a')).toBe(join(homedir(), 'a'));
  expect(pathOf('/tmp/../a')).toBe('/a');
  expect(fileName('../task:x y.log')).toBe('task-x-y.log');
  expect(fileName('..')).toBe('saved');
});
