import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectIdentity } from '../../../src/executor/project-identity.ts';
import { openProject } from '../../helpers/executor-project.ts';
import { makeTempDir } from '../../helpers/temp-dir.ts';

const id = '0198c0de-0000-7000-8000-000000000001';

describe('the name of a project', () => {
  test('comes from veryfront.json, else from package.json, else from the folder', () => {
    using dir = makeTempDir();
    const project = join(dir.path, 'My Döcs');
    mkdirSync(project);
    expect(projectIdentity(project, id)).toEqual({ id, name: 'My Döcs', slug: 'my-d-cs' });
    writeFileSync(join(project, 'package.json'), '{"name": "@acme/docs"}');
    expect(projectIdentity(project, id)).toEqual({ id, name: '@acme/docs', slug: 'acme-docs' });
    writeFileSync(join(project, 'veryfront.json'), '{"projectSlug": "cloud-docs"}');
    expect(projectIdentity(project, id).slug).toBe('cloud-docs');
    writeFileSync(join(project, 'veryfront.json'), '{ broken');
    expect(projectIdentity(project, id).slug).toBe('acme-docs');
  });
});

describe('the state directory', () => {
  test('is private, left out of git, and keeps the id of the project', async () => {
    await using project = await openProject({}, { concurrency: 0 });
    const { stateDir, project: identity } = project.executor;
    expect(stateDir).toBe(join(project.projectDir, '.vfjobs'));
    expect(statSync(stateDir).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(stateDir, '.gitignore'), 'utf8')).toBe('*\n');
    expect(identity.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    await project.reopen();
    expect(project.executor.project).toEqual(identity);
  });
});
