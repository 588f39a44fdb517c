import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type Daemon,
  readDaemonFile,
  removeDaemonFile,
  writeDaemonFile,
} from '../../../src/cli/daemon-file.ts';
import { makeTempDir } from '../../helpers/temp-dir.ts';

const daemonIn = (stateDir: string): Daemon => ({
  api_url: 'http://127.0.0.1:1',
  ws_url: 'ws://127.0.0.1:1',
  token: 't',
  project_id: 'p',
  project_slug: 's',
  pid: process.pid,
  state_dir: stateDir,
});

test('what is written can be read, by its owner only, until it is removed', () => {
  using dir = makeTempDir();
  writeDaemonFile(daemonIn(dir.path));
  expect(readDaemonFile(dir.path)).toEqual(daemonIn(dir.path));
  expect(statSync(join(dir.path, 'daemon.json')).mode & 0o777).toBe(0o600);
  removeDaemonFile(dir.path);
  removeDaemonFile(dir.path);
  expect(readDaemonFile(dir.path)).toBeNull();
});

test.each(['', '{', '[]', '{"pid": 1}', '{"pid": "x", "api_url": 3}'])('%j is no daemon', (text) => {
  using dir = makeTempDir();
  writeFileSync(join(dir.path, 'daemon.json'), text);
  expect(readDaemonFile(dir.path)).toBeNull();
});
