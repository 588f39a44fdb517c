import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openContexts } from '../../../src/cli/contexts-port.ts';
import type { Invocation } from '../../../src/cli/invocation.ts';
import type { Connection } from '../../../src/config/choose-connection.ts';
import type { ContextDraft, ContextsPort } from '../../../src/store/contexts-port.ts';
import { makeTempDir, type TempDir } from '../../helpers/temp-dir.ts';

const local: Connection = { kind: 'local', projectDir: '/work/acme', readOnly: false };
const draft: ContextDraft = {
  name: 'prod',
  apiUrl: 'https://api.veryfront.com/',
  project: 'acme',
  token: 's3cret',
  tokenCommand: '',
  readOnly: false,
  production: true,
};

let dir: TempDir;
let opened: Connection[];
let port: ContextsPort;
beforeEach(() => {
  dir = makeTempDir('contexts');
  opened = [];
  const invocation = {
    flags: { json: false, readOnly: false, color: true, ascii: false, plain: false },
    env: { VFJOBS_CONFIG_DIR: dir.path, HOME: dir.path },
    cwd: dir.path,
    wiring: { launcher: '/nowhere' },
  };
  // What a port needs of an invocation; the rest belongs to verbs.
  port = openContexts(
    invocation as unknown as Invocation,
    { name: 'local', connection: local, renew: async () => local },
    (contextName, connection) => {
      opened.push(connection);
      const connect = async () => Promise.reject(new Error('not in this test'));
      return { contextName, readOnly: connection.readOnly, isProduction: false, connect };
    },
  );
});
afterEach(() => dir.remove());

test('a context that was typed is kept, cleaned and listed without its token', async () => {
  await port.put(draft, null);
  const listed = await port.read();
  expect(listed.map(({ name }) => name)).toEqual(['local', 'prod']);
  expect(listed[1]).toMatchObject({ apiUrl: 'https://api.veryfront.com', token: 'context', isKept: true });
  expect(JSON.stringify(listed)).not.toContain('s3cret');
  expect(statSync(join(dir.path, 'config.json')).mode & 0o777).toBe(0o600);
});

test('an empty token stays as it was, a command takes its place, and a new name is a move', async () => {
  await port.put(draft, null);
  await port.makeDefault('prod');
  await port.put({ ...draft, name: 'live', token: '', readOnly: true }, 'prod');
  const kept = () => JSON.parse(readFileSync(join(dir.path, 'config.json'), 'utf8'));
  expect(kept()).toMatchObject({
    currentContext: 'live',
    contexts: [{ name: 'live', token: 's3cret', readOnly: true }],
  });
  await port.put({ ...draft, name: 'live', token: '', tokenCommand: 'pass show "a b"' }, 'live');
  expect(kept().contexts).toMatchObject([{ token: null, tokenCommand: ['pass', 'show', 'a b'] }]);
  expect((await port.read())[1]).toMatchObject({ token: 'command', tokenCommand: 'pass show "a b"' });
});

test('another context is not overwritten by a name, nor a wrong one kept', async () => {
  await port.put(draft, null);
  await expect(port.put({ ...draft, project: 'other' }, null)).rejects.toThrow('There is a context "prod"');
  await expect(port.put({ ...draft, name: 'local' }, null)).rejects.toThrow('cannot be the name');
  await expect(port.put({ ...draft, name: 'x', apiUrl: 'ftp://x' }, null)).rejects.toThrow('not the URL');
  await expect(port.put({ ...draft, name: 'x', tokenCommand: 'y' }, null)).rejects.toThrow('not both');
  expect(await port.read()).toHaveLength(2);
});

test('opening one answers its connection, whatever the console was started with', async () => {
  await port.put(draft, null);
  expect(await port.open('prod')).toMatchObject({ contextName: 'prod' });
  expect(await port.open('local')).toMatchObject({ contextName: 'local' });
  expect(opened).toEqual([expect.objectContaining({ kind: 'remote', token: 's3cret' }), local]);
  await expect(port.open('nowhere')).rejects.toThrow('no context "nowhere"');
});

test('a damaged file is told and never overwritten', async () => {
  await port.put(draft, null);
  writeFileSync(join(dir.path, 'config.json'), '{"contexts": [');
  await expect(port.read()).rejects.toThrow('is damaged');
  await expect(port.put(draft, 'prod')).rejects.toThrow('is damaged');
  await expect(port.remove('prod')).rejects.toThrow('is damaged');
  expect(readFileSync(join(dir.path, 'config.json'), 'utf8')).toBe('{"contexts": [');
});

test('trying one that is being typed keeps nothing', async () => {
  const steps: string[] = [];
  await port.test({ ...draft, apiUrl: 'http://127.0.0.1:9' }, ({ name, state }) =>
    steps.push(`${state} ${name}`),
  );
  expect(steps).toEqual(['failed server']);
  expect(await port.read()).toHaveLength(1);
});
