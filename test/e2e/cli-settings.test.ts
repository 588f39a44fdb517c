import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCliProject } from '../helpers/cli-project.ts';

test('settings are set, read, checked and found by their names', async () => {
  await using project = openCliProject({});
  const settings = (...args: string[]) => project.vfjobs(['settings', ...args]);
  const path = (await settings('path')).stdout.trim();
  expect(await settings('set', 'theme', 'mono')).toMatchObject({
    exitCode: 0,
    stdout: 'theme is mono now.\n',
  });
  expect((await settings('get', 'theme')).stdout).toBe('mono\n');
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ console: { theme: 'mono' } });

  const wrong = await settings('set', 'theme', 'pink');
  expect(wrong.exitCode).toBe(2);
  expect(wrong.stderr).toContain('"terminal"|"mono"');
  expect((await settings('set', 'thme', 'mono')).stderr).toContain('There are: theme,');

  expect((await settings('check')).exitCode).toBe(0);
  expect((await settings('set', 'keys.cancel', 'x')).stderr).toContain('x is refused');
  const checked = await settings('check', '--json');
  expect(checked.exitCode).toBe(1);
  expect(JSON.parse(checked.stdout)).toMatchObject({
    problems: [{ kind: 'forbidden', name: 'keys.cancel' }],
  });
  expect(JSON.parse((await settings('schema')).stdout)).toHaveProperty('properties.console.properties.theme');
});

test('an edit is taken when it is right; else the file stays, and so does what was written', async () => {
  await using project = openCliProject({});
  const editor = join(project.elsewhere, 'editor.sh');
  const edit = async (text: string) => {
    writeFileSync(editor, `#!/bin/sh\ncat > "$1" <<'END'\n${text}\nEND\n`);
    chmodSync(editor, 0o755);
    return project.vfjobs(['settings', 'edit'], { env: { EDITOR: editor } });
  };
  const path = (await project.vfjobs(['settings', 'path'])).stdout.trim();
  expect((await edit('{"console": {"mouse": true}}')).stdout).toBe('The settings are changed.\n');
  const good = readFileSync(path, 'utf8');
  for (const text of ['{"console": {"mouse": 3}}', '{"console": ', '[]', '{"contexts": [{"name": 7}]}']) {
    const { exitCode, stderr } = await edit(text);
    expect(exitCode, text).toBe(2);
    const copy = /is kept in (\S+)\./.exec(stderr)?.[1] ?? '';
    expect(readFileSync(copy, 'utf8')).toBe(`${text}\n`);
    expect(readFileSync(path, 'utf8')).toBe(good);
  }
  writeFileSync(path, '{"console": {"mo');
  expect((await edit('{"console": {"mouse": false}}')).exitCode).toBe(0);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ console: { mouse: false } });
});
