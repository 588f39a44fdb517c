import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  createTargetCatalog,
  type TargetCatalog,
  type TargetCatalogOptions,
} from '../../../../src/executor/targets/target-catalog.ts';
import type { Target } from '../../../../src/model/target.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';
import { type TaskSources, taskSource, writeProject, writeTask } from '../../../helpers/temp-project.ts';

interface TestCatalog extends Disposable {
  readonly dir: string;
  readonly catalog: TargetCatalog;
  /** The targets that files of the project define. */
  own(): Promise<readonly Target[]>;
}

function open(tasks: TaskSources | null, options: Partial<TargetCatalogOptions> = {}): TestCatalog {
  const temp = makeTempDir('targets');
  if (tasks !== null) writeProject(temp.path, tasks);
  const catalog = createTargetCatalog({
    projectDir: temp.path,
    cacheDir: join(temp.path, '.cache'),
    ...options,
  });
  return {
    dir: temp.path,
    catalog,
    own: async () => (await catalog.list()).filter(({ sourcePath }) => sourcePath !== null),
    [Symbol.dispose]: temp.remove,
  };
}

const plain = taskSource('return 1;');

describe('the target catalog', () => {
  test('reads what task files say about themselves', async () => {
    using project = open({
      greet: taskSource('', {
        name: 'Greet',
        description: 'Says hello.',
        inputSchema: { type: 'object', required: ['who'] },
        outputSchema: { type: 'string' },
        schedulable: true,
        isolation: 'process',
        concurrency: null,
      }),
      'reports/weekly': `export const weekly = { run() {} };`,
    });
    expect(await project.own()).toEqual([
      {
        target: 'task:greet',
        kind: 'task',
        name: 'Greet',
        description: 'Says hello.',
        inputSchema: { type: 'object', required: ['who'] },
        outputSchema: { type: 'string' },
        schedulable: true,
        isolation: 'process',
        concurrency: null,
        sourcePath: 'tasks/greet.ts',
        fault: null,
      },
      {
        target: 'task:reports/weekly',
        kind: 'task',
        name: 'reports/weekly',
        description: '',
        inputSchema: {},
        outputSchema: null,
        schedulable: false,
        isolation: 'process',
        concurrency: null,
        sourcePath: 'tasks/reports/weekly.ts',
        fault: null,
      },
    ]);
  });

  test('reads how a task wants its runs to be executed', async () => {
    using project = open({
      quick: taskSource('', { isolation: 'shared', concurrency: 16 }),
      single: taskSource('', { concurrency: 1 }),
    });
    expect(await project.own()).toMatchObject([
      { isolation: 'shared', concurrency: 16, fault: null },
      { isolation: 'process', concurrency: 1, fault: null },
    ]);
  });

  test.each([
    ['isolation', 'thread', `The task's isolation has to be "process" or "shared".`],
    ['isolation', true, `The task's isolation has to be "process" or "shared".`],
    ['concurrency', 0, `The task's concurrency has to be a whole number from 1 to 256.`],
    ['concurrency', 257, `The task's concurrency has to be a whole number from 1 to 256.`],
    ['concurrency', 1.5, `The task's concurrency has to be a whole number from 1 to 256.`],
    ['concurrency', '4', `The task's concurrency has to be a whole number from 1 to 256.`],
  ])('lists a task whose %s is %j as broken', async (field, value, message) => {
    using project = open({ odd: taskSource('', { [field]: value }) });
    expect(await project.own()).toMatchObject([
      { target: 'task:odd', fault: { message, file: 'tasks/odd.ts' } },
    ]);
  });

  test('takes all four extensions and leaves tests, declarations and packages out', async () => {
    using project = open({
      'a.ts': plain,
      'b.tsx': plain,
      'c.js': plain,
      'd.jsx': plain,
      'a.test.ts': plain,
      'b.spec.js': plain,
      'types.d.ts': plain,
      '__tests__/e.ts': plain,
      'node_modules/f.js': plain,
      '.git/g.ts': plain,
    });
    writeFileSync(join(project.dir, 'tasks/notes.md'), '# not a task');
    const names = (await project.own()).map(({ target }) => target);
    expect(names).toEqual(['task:a', 'task:b', 'task:c', 'task:d']);
  });

  test('is empty without a tasks folder, and says what to do', async () => {
    using project = open(null);
    expect(await project.own()).toEqual([]);
    await expect(project.catalog.get('task:x')).rejects.toMatchObject({
      kind: 'not-found',
      fix: expect.stringContaining('tasks/'),
    });
  });

  test('lists broken files with message, file and line, and the others beside them', async () => {
    using project = open(
      {
        broken: 'export default {\n  run() {\n    const = 3;\n  },\n};',
        endless: 'for (;;);',
        exits: 'process.exit(3);',
        fine: plain,
        later: `setTimeout(() => { throw new Error('later'); }); export default { run() {} };`,
        nothing: 'export const x = 1;',
        schema: 'export default { run() {}, inputSchema: 7 };',
        throws: `\n\nthrow new Error('not today');`,
        'uses-lib': `import '../lib/bad.ts';\nexport default { run() {} };`,
      },
      { loadLimitMs: 1_000 },
    );
    mkdirSync(join(project.dir, 'lib'));
    writeFileSync(join(project.dir, 'lib/bad.ts'), `\nthrow new Error('bad library');`);
    const faults = Object.fromEntries((await project.own()).map(({ target, fault }) => [target, fault]));
    expect(faults).toEqual({
      'task:broken': { message: expect.stringContaining('Expected'), file: 'tasks/broken.ts', line: 3 },
      'task:endless': {
        message: expect.stringContaining('longer than 1 s'),
        file: 'tasks/endless.ts',
        line: null,
      },
      'task:exits': { message: expect.stringContaining('exit 3'), file: 'tasks/exits.ts', line: null },
      'task:fine': null,
      'task:later': null,
      'task:nothing': {
        message: expect.stringContaining('run function'),
        file: 'tasks/nothing.ts',
        line: null,
      },
      'task:schema': { message: expect.stringContaining('inputSchema'), file: 'tasks/schema.ts', line: null },
      'task:throws': { message: 'not today', file: 'tasks/throws.ts', line: 3 },
      'task:uses-lib': { message: 'bad library', file: 'lib/bad.ts', line: 2 },
    });
  });

  test('uses neither of two files with one id', async () => {
    using project = open({ 'weekly.ts': plain, 'weekly.js': plain });
    const targets = await project.own();
    expect(targets.map(({ sourcePath, fault }) => [sourcePath, fault?.message])).toEqual([
      ['tasks/weekly.js', expect.stringContaining('tasks/weekly.ts')],
      ['tasks/weekly.ts', expect.stringContaining('tasks/weekly.js')],
    ]);
    expect((await project.catalog.get('weekly')).fault).not.toBeNull();
  });

  test('resolves both spellings of a nested id, the exact one first', async () => {
    using project = open({ 'reports/weekly': plain, 'a/b': plain, 'a-b': plain });
    const idOf = async (name: string) => (await project.catalog.get(name)).target;
    expect(await idOf('task:reports/weekly')).toBe('task:reports/weekly');
    expect(await idOf('task:reports-weekly')).toBe('task:reports/weekly');
    expect(await idOf('reports-weekly')).toBe('task:reports/weekly');
    expect(await idOf('task:a-b')).toBe('task:a-b');
    expect(await idOf('task:a/b')).toBe('task:a/b');
  });

  test('names the nearest targets when one is unknown, and refuses other kinds', async () => {
    using project = open({ 'ingest-document': plain, 'reports/weekly': plain });
    await project.own();
    await expect(project.catalog.get('task:ingest-documnt')).rejects.toMatchObject({
      kind: 'not-found',
      fix: 'Did you mean "task:ingest-document"?',
    });
    await expect(project.catalog.get('wekly')).rejects.toMatchObject({
      fix: 'Did you mean "task:reports/weekly"?',
    });
    await expect(project.catalog.get('eval:x')).rejects.toMatchObject({ kind: 'unsupported' });
    for (const outside of ['task:../x', 'task:../tasks/ingest-document', 'task:./ingest-document', '']) {
      await expect(project.catalog.get(outside)).rejects.toMatchObject({ kind: 'not-found' });
    }
  });

  test('notices new, changed and removed files', async () => {
    using project = open({ one: taskSource('', { name: 'First' }) });
    expect((await project.catalog.get('one')).name).toBe('First');
    writeTask(project.dir, 'one', taskSource('', { name: 'Changed' }));
    writeTask(project.dir, 'two', plain);
    expect((await project.catalog.get('one')).name).toBe('Changed');
    expect((await project.own()).map(({ name }) => name)).toEqual(['Changed', 'two']);
    rmSync(join(project.dir, 'tasks/one.ts'));
    await expect(project.catalog.get('one')).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('looks at a broken file again after a while, because what it imports may have been repaired', async () => {
    const clock = makeFakeClock();
    using project = open({ task: `import '../lib.ts';\nexport default { run() {} };` }, { clock });
    const library = join(project.dir, 'lib.ts');
    writeFileSync(library, `throw new Error('broken library');`);
    expect((await project.catalog.get('task')).fault?.message).toBe('broken library');
    writeFileSync(library, '');
    expect((await project.catalog.get('task')).fault).not.toBeNull();
    clock.advance(60_000);
    expect((await project.catalog.get('task')).fault).toBeNull();
  });

  test('does not load a file again that has not changed', async () => {
    using project = open({
      counted: `import { appendFileSync } from 'node:fs';
        appendFileSync(new URL('../loads', import.meta.url), 'x'); export default { run() {} };`,
    });
    const [first] = await Promise.all([project.own(), project.own()]);
    await project.catalog.get('counted');
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(join(project.dir, 'loads'), 'utf8')).toBe('x');
    utimesSync(join(project.dir, 'tasks/counted.ts'), new Date(0), new Date(0));
    expect(await project.own()).toEqual(first);
    expect(readFileSync(join(project.dir, 'loads'), 'utf8')).toBe('xx');
  });

  test('tells where the source of a target lies', async () => {
    using project = open({ 'reports/weekly': plain });
    const target = await project.catalog.get('reports/weekly');
    expect(project.catalog.sourceFile(target)).toBe(join(project.dir, 'tasks/reports/weekly.ts'));
    expect(() => project.catalog.sourceFile({ ...target, sourcePath: null })).toThrow('no source file');
  });
});
