import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createTargetCatalog } from '../../../../src/executor/targets/target-catalog.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';
import { taskSource, writeProject, writeTask } from '../../../helpers/temp-project.ts';

const name = 'task:knowledge-ingest';

function open(tasks: Readonly<Record<string, string>>) {
  const temp = makeTempDir('built-in');
  writeProject(temp.path, tasks);
  const catalog = createTargetCatalog({ projectDir: temp.path, cacheDir: join(temp.path, '.cache') });
  return { dir: temp.path, catalog, [Symbol.dispose]: temp.remove };
}

describe('a built-in target', () => {
  test('is listed last, is found by both of its names, and has a source that is there', async () => {
    using project = open({ hello: taskSource('return 1;') });
    const names = (await project.catalog.list()).map(({ target }) => target);
    expect(names).toEqual(['task:hello', name]);
    const target = await project.catalog.get('knowledge-ingest');
    expect(target).toMatchObject({ target: name, sourcePath: null, fault: null });
    expect(await project.catalog.get(name)).toEqual(target);
    expect(existsSync(project.catalog.sourceFile(target))).toBe(true);
  });

  test("gives way to a project's own file of that name, also to one that is written later", async () => {
    using project = open({});
    expect((await project.catalog.get(name)).sourcePath).toBeNull();
    writeTask(project.dir, 'knowledge-ingest', taskSource('return 1;', { description: 'Ours' }));
    const own = { target: name, sourcePath: 'tasks/knowledge-ingest.ts', description: 'Ours' };
    expect(await project.catalog.get(name)).toMatchObject(own);
    expect(await project.catalog.list()).toMatchObject([own]);
  });

  test('stays hidden behind a broken file of that name', async () => {
    using project = open({ 'knowledge-ingest': 'throw new Error("not yet");' });
    expect(await project.catalog.get(name)).toMatchObject({ fault: { message: 'not yet' } });
  });
});
