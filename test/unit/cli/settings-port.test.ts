import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSettings } from '../../../src/cli/settings-port.ts';
import { defaultSettings, type SettingsPort } from '../../../src/model/console-settings.ts';

let folder = '';
let path = '';
const open: SettingsPort[] = [];

function openHere(): SettingsPort {
  const settings = openSettings({ VFJOBS_CONFIG_DIR: folder });
  open.push(settings);
  return settings;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vfjobs-settings-'));
  path = join(folder, 'config.json');
});
afterEach(() => {
  for (const settings of open.splice(0)) settings.close();
  rmSync(folder, { recursive: true });
});

test('without a file there are the defaults, and nothing is written', async () => {
  const settings = openHere();
  expect(settings.read()).toEqual(defaultSettings);
  await settings.load();
  expect(() => statSync(path)).toThrow('ENOENT');
});

test('theme and keys are there before the schema is loaded, problems after', async () => {
  writeFileSync(path, JSON.stringify({ console: { theme: 'light', keys: { retry: 'Z' }, mouse: 'maybe' } }));
  const settings = openHere();
  expect(settings.read()).toMatchObject({ theme: 'light', keys: { retry: ['Z'] } });
  expect(settings.problems()).toEqual([]);
  await settings.load();
  expect(settings.problems().map(({ name }) => name)).toEqual(['mouse']);
  expect(settings.read()).toMatchObject({ theme: 'light', mouse: false });
});

test('a change keeps the rest of the file, what is unknown or damaged in it too', async () => {
  writeFileSync(path, JSON.stringify({ later: 1, console: { mouse: 'maybe', newer: [2] } }));
  const settings = openHere();
  expect(() => settings.change({ theme: 'mono' })).toThrow('not read yet');
  await settings.load();
  settings.change({ theme: 'mono' });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
    later: 1,
    console: { mouse: 'maybe', newer: [2], theme: 'mono' },
  });
  expect(settings.read().theme).toBe('mono');
});

test.each([['{"console": {"th'], ['{"console": 7}'], ['[]']])(
  'never overwrites a damaged file: %s',
  async (text) => {
    writeFileSync(path, text);
    const settings = openHere();
    await settings.load();
    expect(settings.problems()).toHaveLength(1);
    expect(() => settings.change({ theme: 'mono' })).toThrow(path);
    expect(readFileSync(path, 'utf8')).toBe(text);
  },
);

test('follows the file when somebody else changes it, and keeps what was good while it is damaged', async () => {
  const settings = openHere();
  await settings.load();
  const next = () => new Promise<void>((resolve) => settings.watch(() => resolve()));
  let heard = next();
  writeFileSync(path, JSON.stringify({ console: { theme: 'dark' } }));
  await heard;
  expect(settings.read().theme).toBe('dark');
  heard = next();
  writeFileSync(path, '{"console": {');
  await heard;
  expect(settings.read().theme).toBe('dark');
  expect(settings.problems()[0]?.message).toContain('is damaged');
  heard = next();
  writeFileSync(`${path}.new`, JSON.stringify({ console: { theme: 'mono' } }));
  renameSync(`${path}.new`, path);
  await heard;
  expect(settings.read().theme).toBe('mono');
  expect(settings.problems()).toEqual([]);
});

test('follows a file whose folder is not there yet', async () => {
  const settings = openSettings({ VFJOBS_CONFIG_DIR: join(folder, 'later', 'vfjobs') });
  open.push(settings);
  await settings.load();
  const heard = new Promise<void>((resolve) => settings.watch(() => resolve()));
  mkdirSync(join(folder, 'later', 'vfjobs'), { recursive: true });
  writeFileSync(join(folder, 'later', 'vfjobs', 'config.json'), '{"console": {"theme": "mono"}}');
  await heard;
  expect(settings.read().theme).toBe('mono');
});
