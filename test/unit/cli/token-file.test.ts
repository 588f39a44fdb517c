import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ensureReadOnlyToken, ensureToken } from '../../../src/cli/token-file.ts';
import { makeTempDir } from '../../helpers/temp-dir.ts';

test('a token is made once, of 32 random bytes, and only its owner can read it', () => {
  using dir = makeTempDir();
  const token = ensureToken(dir.path);
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(ensureToken(dir.path)).toBe(token);
  expect(statSync(join(dir.path, 'token')).mode & 0o777).toBe(0o600);
});

test('a token that others could read is made private again', () => {
  using dir = makeTempDir();
  const token = ensureToken(dir.path);
  chmodSync(join(dir.path, 'token'), 0o644);
  expect(ensureToken(dir.path)).toBe(token);
  expect(statSync(join(dir.path, 'token')).mode & 0o777).toBe(0o600);
});

test('a file that was cut short is replaced', () => {
  using dir = makeTempDir();
  writeFileSync(join(dir.path, 'token'), 'abc', { mode: 0o644 });
  const token = ensureToken(dir.path);
  expect(statSync(join(dir.path, 'token')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(dir.path, 'token'), 'utf8').trim()).toBe(token);
  expect(token).toHaveLength(43);
});

test('a file that cannot be used is named', () => {
  using dir = makeTempDir();
  mkdirSync(join(dir.path, 'token'));
  expect(() => ensureToken(dir.path)).toThrow(
    expect.objectContaining({ kind: 'storage', message: expect.stringContaining(join(dir.path, 'token')) }),
  );
});

test('the token that only reads is another one, as private as the first', () => {
  using dir = makeTempDir();
  const token = ensureReadOnlyToken(dir.path);
  expect(token).toHaveLength(43);
  expect(token).not.toBe(ensureToken(dir.path));
  expect(ensureReadOnlyToken(dir.path)).toBe(token);
  expect(statSync(join(dir.path, 'token-read-only')).mode & 0o777).toBe(0o600);
});
