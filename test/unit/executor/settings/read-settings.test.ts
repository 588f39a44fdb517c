import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultSettings } from '../../../../src/executor/settings/executor-settings.ts';
import { readSettings } from '../../../../src/executor/settings/read-settings.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

function settingsOf(text: string) {
  using dir = makeTempDir();
  writeFileSync(join(dir.path, 'vfjobs.json'), text);
  return readSettings(dir.path);
}

test('what a file leaves out has its default', () => {
  const { limits, retention, targets } = settingsOf(
    '{"limits": {"memoryMb": 512}, "targets": {"task:hello": {"concurrency": 1}}}',
  );
  expect(limits).toEqual({ ...defaultSettings.limits, memoryMb: 512 });
  expect(retention).toEqual(defaultSettings.retention);
  expect(targets).toEqual({ 'task:hello': { concurrency: 1 } });
});

test.each([
  ['{"limits":', 'JSON'],
  ['[1]', 'expected object'],
  ['{"limits": {"concurency": 2}}', '"concurency"'],
  ['{"limits": {"memoryMb": "x"}}', 'limits.memoryMb'],
  ['{"retention": {"days": 0}}', 'retention.days'],
  ['{"targets": {"task:hello": {"concurrency": 0}}}', 'targets.task:hello.concurrency'],
  ['{"targets": {"hello": {"concurrency": 1}}}', 'task:hello'],
])('a mistake is named: %s', (text, named) => {
  expect(() => settingsOf(text)).toThrow(
    expect.objectContaining({
      kind: 'invalid',
      message: expect.stringContaining(named),
      fix: expect.stringContaining('docs/limits.md'),
    }),
  );
});
