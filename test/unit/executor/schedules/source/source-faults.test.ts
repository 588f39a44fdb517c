import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSources } from '../../../../../src/executor/schedules/source/read-sources.ts';
import { createDescriptionCache } from '../../../../../src/executor/targets/description-cache.ts';
import { systemClock } from '../../../../../src/lib/clock.ts';
import { makeFakeClock } from '../../../../helpers/fake-clock.ts';
import { makeTempDir } from '../../../../helpers/temp-dir.ts';
import { taskSource } from '../../../../helpers/temp-project.ts';
import { addFiles, type ProjectFiles } from '../../../../helpers/workflow-project.ts';
import { openSourced, scheduleSource } from './sourced-project.ts';

const target = `target: { kind: 'task', id: 'backup' }`;

describe('what is wrong with files of schedules', () => {
  test('is told with its code, file and line', async () => {
    await using sourced = await openSourced({
      'schedules/a-syntax.ts': 'export default {\n  id: "a",\n  const = 3,\n};',
      'schedules/b-throws.ts': `\n\nthrow new Error('not today');`,
      'schedules/c-library.ts': `import '../lib/bad.ts';\n${scheduleSource('c')}`,
      'lib/bad.ts': `\nthrow new Error('bad library');`,
      'schedules/d-nothing.ts': 'export const x = 1;',
      'schedules/e-cron.ts': `export default {\n  id: 'e',\n  schedule: '61 * * * *',\n  ${target} };`,
      'schedules/f-unknown.ts': `export default {\n  id: 'f',\n  schedule: '* * * * *',\n  ${target},\n  retries: 3 };`,
      'schedules/g-function.ts': `export default async () => ({ id: 'g' });`,
      'schedules/h-getter.ts': `export default {\n  id: 'h',\n  ${target},\n  get schedule() { throw 1; } };`,
      'schedules/i-agent.ts': `export default {\n  id: 'i',\n  schedule: '* * * * *',\n  target: {\n    kind: 'agent',\n    id: 'x' } };`,
      'schedules/j-target.ts': `export default {\n  id: 'j',\n  schedule: '* * * * *',\n  target: {\n    kind: 'task',\n    id: 'bakcup' } };`,
      'schedules/k-one.ts': `export default {\n  schedule: '* * * * *',\n  id: 'twice',\n  ${target} };`,
      'schedules/k-two.ts': scheduleSource('twice'),
      'schedules/l-fine.ts': scheduleSource('fine'),
    });
    const file = (name: string) => expect.stringMatching(new RegExp(`^schedules/${name}`));
    expect(sourced.faults()).toEqual([
      file('a-syntax\\.ts:3 parse_error Expected'),
      file('b-throws\\.ts:3 parse_error not today'),
      file('c-library\\.ts parse_error lib/bad\\.ts:2: bad library'),
      file('d-nothing\\.ts invalid_definition the file exports no schedule: its default export'),
      file('e-cron\\.ts:3 invalid_definition schedule: minute: 61'),
      file('f-unknown\\.ts:5 invalid_definition retries: is not known here'),
      file('g-function\\.ts:1 dynamic_definition the definition is a function'),
      file('h-getter\\.ts:4 dynamic_definition schedule is a getter'),
      file('i-agent\\.ts:5 unsupported_target agent:x cannot run here'),
      file('j-target\\.ts:6 unsupported_target .*Did you mean "task:backup"'),
      file('k-one\\.ts:3 duplicate_source_id the id twice is taken twice: .* schedules/k-two\\.ts'),
      file('k-two\\.ts:4 duplicate_source_id the id twice is taken twice: .* schedules/k-one\\.ts'),
    ]);
    expect(sourced.list().map(({ name }) => name)).toEqual(['fine']);
  });

  test('is an input that the target refuses, and a name that somebody gave by hand', async () => {
    await using sourced = await openSourced({ 'tasks/strict.ts': strict });
    const { schedules } = sourced.project.executor;
    await schedules.create({ name: 'nightly', target: 'task:backup', when: '0 1 * * *' }, 'me');
    sourced.write({
      'schedules/input.ts': `export default {\n  id: 'input',\n  schedule: '* * * * *',\n  target: { kind: 'task', id: 'strict' },\n  input: { count: 'x' } };`,
      'schedules/nightly.ts': scheduleSource('nightly'),
    });
    await sourced.project.reopen();
    expect(sourced.faults()).toEqual([
      expect.stringMatching(/^schedules\/input\.ts:5 invalid_definition input: .*count must be integer/),
      expect.stringMatching(
        /^schedules\/nightly\.ts:4 manual_conflict a schedule named "nightly" was made by hand/,
      ),
    ]);
    expect(sourced.list()).toMatchObject([{ name: 'nightly', definedIn: 'manual' }]);
    await sourced.project.executor.schedules.remove('nightly', 'me');
    await sourced.project.reopen();
    expect(sourced.list()).toMatchObject([{ name: 'nightly', definedIn: 'source' }]);
  });

  test('that a name taken by hand or a missing target is, is over once somebody lists schedules', async () => {
    const clock = makeFakeClock();
    await using sourced = await openSourced({}, { clock });
    const { schedules } = sourced.project.executor;
    await schedules.create({ name: 'nightly', target: 'task:backup', when: '0 1 * * *' }, 'me');
    sourced.write({
      'schedules/late.ts': scheduleSource('late').replace("'backup'", "'later'"),
      'schedules/nightly.ts': scheduleSource('nightly'),
      'schedules/fine.ts': scheduleSource('fine'),
    });
    await sourced.project.reopen();
    expect(sourced.faults()).toHaveLength(2);
    await sourced.project.executor.schedules.remove('nightly', 'me');
    sourced.write({ 'tasks/later.ts': taskSource('return 1;') });
    clock.advance(1_000);
    expect(sourced.faults()).toHaveLength(2);
    await sourced.until(() => sourced.list().length === 3);
    expect(sourced.list()).toMatchObject([{ name: 'fine' }, { name: 'late' }, { name: 'nightly' }]);
  });

  test('in a second file with the same id puts nothing away', async () => {
    await using sourced = await openSourced({
      'schedules/one.ts': scheduleSource('one'),
    });
    const before = sourced.list();
    const id = before[0]?.id ?? '';
    sourced.write({ 'schedules/copy.ts': scheduleSource('one', 'maxRuns: 1,') });
    await sourced.until(() => sourced.events(id).includes('schedule.source-fault'));
    expect(sourced.faults()).toHaveLength(2);
    expect(sourced.list()).toEqual(before);
  });
});

const strict = `export default { run() {},
  inputSchema: { type: 'object', properties: { count: { type: 'integer' } } } };`;

/** What is read of files, as code or `ok`, by their names. */
async function read(files: ProjectFiles): Promise<Record<string, string>> {
  const temp = makeTempDir('sources');
  addFiles(temp.path, { 'package.json': '{"type":"module"}', ...files });
  const env = { PATH: process.env['PATH'] ?? '' };
  const options = {
    projectDir: temp.path,
    cacheDir: join(temp.path, '.cache'),
    env,
    loadLimitMs: 1_000,
    clock: systemClock,
  };
  const { defined, problems } = await readSources(temp.path, createDescriptionCache(options));
  temp.remove();
  return Object.fromEntries([
    ...defined.map(({ file }) => [file.id, 'ok']),
    ...problems.map(({ file, code, message }) => [file.id, `${code} ${message}`]),
  ]);
}

describe('hostile files of schedules', () => {
  test('hurt no other', async () => {
    const fine = (id: string) => `export default { id: '${id}', schedule: '* * * * *', ${target} };`;
    const found = await read({
      'schedules/a.ts': fine('a'),
      'schedules/b-endless.ts': 'for (;;);',
      'schedules/c-exits.ts': 'process.exit(0);',
      'schedules/d-pollutes.ts': `Object.prototype.toJSON = () => 7; Object.prototype.schedule = '* * * * *';\n${fine('d')}`,
      'schedules/e-huge.ts': `export default { id: 'x'.repeat(3_000_000) };`,
      'schedules/f-list.ts': 'export default { id: new Array(4_000_000_000) };',
      'schedules/g-circle.ts': 'const a = {}; a.a = a; export default { input: a };',
      'schedules/h-deep.ts':
        'let a = {}; for (let i = 0; i < 100_000; i += 1) a = { a }; export default { a };',
      'schedules/i-proxy.ts': 'export default new Proxy({}, { ownKeys() { throw new Error(); } });',
      'schedules/j-proto.ts': `export default JSON.parse('{"__proto__":{"id":"j"}}');`,
      'schedules/k-promise.ts': 'export default Promise.resolve({});',
      'schedules/l-date.ts': 'export default { id: new Date() };',
      'schedules/m-bigint.ts': 'export default { id: 4n };',
      'schedules/n-forged.ts': `process.send({ kind: 'schedule', file: 'x', exported: { kind: 'data' } });\n${fine('n')}`,
      'schedules/o-rejects.ts': `Promise.reject(new Error('late'));\n${fine('o')}`,
      'schedules/p-hangs.ts': 'await new Promise(() => {});',
      'schedules/z.ts': fine('z'),
    });
    expect(found).toEqual({
      a: 'ok',
      'b-endless': expect.stringContaining('longer than 1 s'),
      'c-exits': expect.stringContaining('exit 0'),
      'd-pollutes': expect.stringMatching(/^parse_error /),
      'e-huge': expect.stringContaining('larger than 1 MiB'),
      'f-list': expect.stringContaining('larger than 1 MiB'),
      'g-circle': expect.stringContaining('contains itself'),
      'h-deep': expect.stringContaining('too many values inside one another'),
      'i-proxy': expect.stringMatching(/^dynamic_definition/),
      'j-proto': expect.stringContaining('__proto__'),
      'k-promise': expect.stringMatching(/^dynamic_definition/),
      'l-date': expect.stringContaining('no plain object'),
      'm-bigint': expect.stringContaining('bigint'),
      'n-forged': 'ok',
      'o-rejects': expect.any(String),
      'p-hangs': expect.stringMatching(/^parse_error /),
      z: 'ok',
    });
  });
});
