import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openConfigFile } from '../../../src/config/config-file.ts';
import type { Context } from '../../../src/config/context.ts';

const office: Context = {
  name: 'office.eu',
  apiUrl: 'http://127.0.0.1:4000',
  project: 'p',
  token: 't',
  readOnly: false,
  production: false,
  tokenCommand: null,
};
let folder = '';
let path = '';
const open = () => openConfigFile({ VFJOBS_CONFIG_DIR: folder });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vfjobs-config-'));
  path = join(folder, 'config.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('config file', () => {
  test('keeps contexts in a file that only its owner can read', () => {
    open().putContext(office);
    expect(open().read()).toEqual({ contexts: [office], currentContext: null });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('replaces a context of the same name', () => {
    open().putContext(office);
    open().putContext({ ...office, project: 'other' });
    expect(open().read().contexts).toEqual([{ ...office, project: 'other' }]);
  });

  test('forgets the current context when it is removed', () => {
    const config = open();
    config.putContext(office);
    config.useContext(office.name);
    expect(config.read().currentContext).toBe(office.name);
    config.removeContext(office.name);
    expect(config.read()).toEqual({ contexts: [], currentContext: null });
  });

  test('goes back to the local executor by its reserved name', () => {
    const config = open();
    config.putContext(office);
    config.useContext(office.name);
    config.useContext('local');
    expect(config.read().currentContext).toBeNull();
  });

  test('refuses to use or remove a context that is not there, and names those that are', () => {
    const config = open();
    config.putContext(office);
    const refusal = expect.objectContaining({
      kind: 'not-found',
      fix: expect.stringContaining('local, office.eu'),
    });
    expect(() => config.useContext('x')).toThrow(refusal);
    expect(() => config.removeContext('x')).toThrow(refusal);
  });

  test('keeps members that a newer version wrote', () => {
    writeFileSync(path, JSON.stringify({ settings: { theme: 'dark' } }));
    open().putContext(office);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ settings: { theme: 'dark' } });
  });

  test.each([
    ['cut in half', '{"contexts": [{"na'],
    ['empty', ''],
    ['not an object', '[1, 2]'],
    ['of another shape', '{"contexts": [{"name": 7}]}'],
  ])('says that a file is damaged and leaves it alone: %s', (_name, text) => {
    writeFileSync(path, text);
    const refusal = expect.objectContaining({ kind: 'invalid', message: expect.stringContaining(path) });
    expect(() => open().read()).toThrow(refusal);
    expect(() => open().putContext(office)).toThrow(refusal);
    expect(() => open().useContext('local')).toThrow(refusal);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test.each(['{"contexts":[{"token": s3cr3t-t0ken}]}', '{"token": "x" s3cr3t', 's3cr3t'])(
    'a damaged file is not quoted, for it may hold tokens: %s',
    (text) => {
      writeFileSync(path, text);
      expect(() => open().read()).toThrow(
        expect.objectContaining({ message: expect.not.stringMatching(/s3cr|"/) }),
      );
    },
  );

  test('says which file cannot be read', () => {
    mkdirSync(path);
    expect(() => open().read()).toThrow(
      expect.objectContaining({ kind: 'storage', message: expect.stringContaining(path) }),
    );
  });
});
