import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tokenOfCommand } from '../../../src/cli/token-command.ts';
import { makeTempDir, type TempDir } from '../../helpers/temp-dir.ts';

let dir: TempDir;
beforeEach(() => {
  dir = makeTempDir('token');
});
afterEach(() => dir.remove());

/** A program that counts how often it is run. */
function program(body: string): { readonly path: string; runs(): number } {
  const path = join(dir.path, 'print-token');
  const count = join(dir.path, 'runs');
  writeFileSync(count, '');
  writeFileSync(path, `#!/bin/sh\nprintf x >> "${count}"\n${body}\n`);
  chmodSync(path, 0o700);
  return { path, runs: () => readFileSync(count, 'utf8').length };
}

const jwt = (expiresInSeconds: number) => {
  const claims = { exp: Math.floor(Date.now() / 1000) + expiresInSeconds };
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;
};

test('the first line is the token; what else is printed is not', async () => {
  const { path } = program('echo s3cret; echo "for you alone" >&2; echo more');
  expect(await tokenOfCommand([path])).toBe('s3cret');
});

test('it is run without a shell: arguments stay what they are', async () => {
  const { path } = program('echo "$1"');
  expect(await tokenOfCommand([path, '$(id);`id`&&id'])).toBe('$(id);`id`&&id');
});

test('a token is kept until it is refused', async () => {
  const { path, runs } = program('echo plain');
  for (let count = 0; count < 3; count++) await tokenOfCommand([path]);
  expect(runs()).toBe(1);
  await tokenOfCommand([path], true);
  expect(runs()).toBe(2);
});

test.each([
  [3600, 1],
  [10, 2],
])('a JWT that expires in %d s is asked for %d times by two connections', async (seconds, times) => {
  const { path, runs } = program(`echo ${jwt(seconds)}`);
  await tokenOfCommand([path, String(seconds)]);
  await tokenOfCommand([path, String(seconds)]);
  expect(runs()).toBe(times);
});

test.each([
  ['a failure', 'echo "the vault is locked" >&2; exit 3', /failed \(3\): the vault is locked/],
  ['nothing printed', 'true', /printed no token/],
  ['more than one word', 'echo two words', /printed no token/],
])('%s is told, with what it said', async (_, body, complaint) => {
  const { path } = program(body);
  await expect(tokenOfCommand([path, body])).rejects.toThrow(complaint);
});

test('a program that is not there is told', async () => {
  await expect(tokenOfCommand([join(dir.path, 'nowhere')])).rejects.toThrow(/was not found/);
});
