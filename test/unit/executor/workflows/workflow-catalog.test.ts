import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createTargetCatalog, type TargetCatalog } from '../../../../src/executor/targets/target-catalog.ts';
import { usableTarget } from '../../../../src/executor/usable-target.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';
import { taskSource, writeProject } from '../../../helpers/temp-project.ts';
import { addFiles, installPackage, type ProjectFiles } from '../../../helpers/workflow-project.ts';

interface TestCatalog extends Disposable {
  readonly dir: string;
  readonly catalog: TargetCatalog;
}

function open(files: ProjectFiles, installed = true): TestCatalog {
  const temp = makeTempDir('workflow-targets');
  writeProject(temp.path, { hello: taskSource('return 1;') });
  addFiles(temp.path, files);
  if (installed) installPackage(temp.path);
  const catalog = createTargetCatalog({ projectDir: temp.path, cacheDir: join(temp.path, '.cache') });
  return { dir: temp.path, catalog, [Symbol.dispose]: temp.remove };
}

const steps = `steps: [{ id: 'one', config: { type: 'step', tool: 'x' } }]`;
const plain = (id: string) => `export default { id: '${id}', ${steps} };`;

describe('workflow targets', () => {
  test('are named by their definitions, several in a file, beside the tasks', async () => {
    using project = open({
      'workflows/nested/review.ts': `import { step, workflow } from 'veryfront/workflow';
        const list = [step('one', { tool: 'x' })];
        export default workflow({ id: 'review', description: 'Reviews.', steps: list });
        export const second = workflow({ id: 'second', steps: () => list });`,
      'workflows/typed.ts': `export const typed = { id: 'typed', ${steps},
        inputSchema: { type: 'object', required: ['who'] }, outputSchema: { type: 'object' } };`,
      'workflows/typed.test.ts': 'throw 1;',
    });
    const targets = await project.catalog.list();
    expect(targets.map(({ target, sourcePath, fault }) => [target, sourcePath, fault])).toEqual([
      ['task:hello', 'tasks/hello.ts', null],
      ['workflow:review', 'workflows/nested/review.ts', null],
      ['workflow:second', 'workflows/nested/review.ts', null],
      ['workflow:typed', 'workflows/typed.ts', null],
      ['task:knowledge-ingest', null, null],
    ]);
    expect(await project.catalog.get('workflow:review')).toMatchObject({
      kind: 'workflow',
      description: 'Reviews.',
      inputSchema: {},
      outputSchema: null,
      isolation: 'process',
    });
    expect(await project.catalog.get('typed')).toMatchObject({
      inputSchema: { type: 'object', required: ['who'] },
      outputSchema: { type: 'object' },
    });
  });

  test('tell the JSON Schema of a zod schema, in which members with a default may be missing', async () => {
    const zod = new URL('../../../../node_modules/zod/index.js', import.meta.url).href;
    using project = open({
      'workflows/zod.ts': `import { z } from '${zod}';
        export default { id: 'zod', ${steps}, inputSchema: z.object({ who: z.string(), times: z.number().default(1) }) };`,
    });
    const { inputSchema } = await project.catalog.get('workflow:zod');
    expect(inputSchema).toMatchObject({ type: 'object', required: ['who'] });
  });

  test('without the package are listed with what to install', async () => {
    using project = open(
      {
        'workflows/imports.ts': `import { workflow } from 'veryfront/workflow'; export default workflow({});`,
        'workflows/plain.ts': plain('plain'),
      },
      false,
    );
    const faults = (await project.catalog.list()).map(({ target, fault }) => [target, fault?.message]);
    expect(faults).toEqual([
      ['task:hello', undefined],
      ['workflow:imports', expect.stringContaining('npm install veryfront')],
      ['workflow:plain', expect.stringContaining('npm install veryfront')],
      ['task:knowledge-ingest', undefined],
    ]);
    await expect(usableTarget(project.catalog, 'workflow:plain')).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('npm install veryfront'),
    });
  });

  test('that cannot be used are listed with their fault, and a taken id names both files', async () => {
    using project = open({
      'workflows/a.ts': plain('twice'),
      'workflows/b.ts': plain('twice'),
      'workflows/long.ts': plain('x'.repeat(201)),
      'workflows/nothing.ts': 'export const x = 1;',
      'workflows/throws.ts': `\nthrow new Error('not today');`,
    });
    const faults = (await project.catalog.list()).slice(1, -1).map(({ target, fault }) => [target, fault]);
    expect(faults).toEqual([
      [
        'workflow:twice',
        { message: expect.stringContaining('workflows/b.ts'), file: 'workflows/a.ts', line: null },
      ],
      [
        'workflow:twice',
        { message: expect.stringContaining('workflows/a.ts'), file: 'workflows/b.ts', line: null },
      ],
      [
        'workflow:long',
        { message: expect.stringContaining('200 characters'), file: 'workflows/long.ts', line: null },
      ],
      [
        'workflow:nothing',
        { message: expect.stringContaining('no workflow'), file: 'workflows/nothing.ts', line: null },
      ],
      ['workflow:throws', { message: 'not today', file: 'workflows/throws.ts', line: 2 }],
    ]);
  });

  test('are read once as long as their file stays the same', async () => {
    using project = open({
      'workflows/counted.ts': `import { appendFileSync } from 'node:fs';
        appendFileSync(new URL('../loads', import.meta.url), 'x'); ${plain('counted')}`,
    });
    await project.catalog.get('workflow:counted');
    await project.catalog.get('workflow:counted');
    await project.catalog.list();
    expect(readFileSync(join(project.dir, 'loads'), 'utf8')).toBe('x');
  });

  test('are suggested across kinds, and other kinds are refused in plain words', async () => {
    using project = open({ 'workflows/publish.ts': plain('publish') });
    await expect(project.catalog.get('task:publsh')).rejects.toMatchObject({
      kind: 'not-found',
      fix: 'Did you mean "workflow:publish"?',
    });
    await expect(project.catalog.get('workflow:helo')).rejects.toMatchObject({
      fix: 'Did you mean "task:hello"?',
    });
    for (const name of ['eval:quality', 'deploy:site', 'agent:writer']) {
      await expect(usableTarget(project.catalog, name)).rejects.toMatchObject({
        kind: 'unsupported',
        message: expect.stringContaining('The local executor does not run'),
      });
    }
  });
});
