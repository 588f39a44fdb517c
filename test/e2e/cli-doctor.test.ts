import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type CliProject, lastJson, openCliProject } from '../helpers/cli-project.ts';
import { taskSource } from '../helpers/temp-project.ts';

const reportOf = async (project: CliProject, cwd = project.dir) => {
  const { exitCode, stdout } = await project.vfjobs(['doctor', '--json'], { cwd });
  const schema = z.object({
    findings: z.array(
      z.object({ name: z.string(), state: z.string(), message: z.string(), fix: z.string().nullable() }),
    ),
  });
  const { findings } = schema.parse(lastJson(stdout));
  return { exitCode, find: (name: string) => findings.find((finding) => finding.name === name), findings };
};

test('a sound project has nothing wrong, with and without an executor', async () => {
  await using project = openCliProject({ hello: taskSource('return 1;') });
  const before = await reportOf(project);
  expect(before.exitCode).toBe(0);
  expect(before.find('node')).toMatchObject({ message: process.versions.node });
  expect(before.find('targets')).toMatchObject({ state: 'ok', message: '1 can be run, and 1 built in' });
  await project.vfjobs(['runs']);
  const after = await reportOf(project);
  expect(after.exitCode).toBe(0);
  expect(after.find('executor')?.message).toMatch(/^running at http:\/\/127\.0\.0\.1:\d+, pid \d+$/);
  expect(after.find('database')?.message).toMatch(/sound$/);
});

test('what is wrong is named, with what to do about it', async () => {
  await using project = openCliProject({ hello: taskSource('return 1;'), broken: 'export default {' });
  await project.vfjobs(['runs']);
  chmodSync(join(project.dir, '.vfjobs', 'token'), 0o644);
  const { exitCode, find, findings } = await reportOf(project);
  expect(exitCode).toBe(1);
  expect(find('task:broken')).toMatchObject({
    state: 'wrong',
    message: expect.stringContaining('tasks/broken.ts:'),
  });
  expect(find('token')).toMatchObject({ state: 'wrong', fix: expect.stringContaining('chmod 600') });
  for (const { state, fix } of findings) if (state === 'wrong') expect(fix).toMatch(/\S/);
});

test('a state directory that cannot be one is wrong before anything is started', async () => {
  await using project = openCliProject({ hello: taskSource('return 1;') });
  writeFileSync(join(project.dir, '.vfjobs'), '');
  const { exitCode, find } = await reportOf(project);
  expect(exitCode).toBe(1);
  expect(find('state')).toMatchObject({ state: 'wrong', message: expect.stringContaining('not a folder') });
});

test('a folder without a project is no failure of the installation', async () => {
  await using project = openCliProject({});
  const { exitCode, find } = await reportOf(project, project.elsewhere);
  expect(exitCode).toBe(0);
  expect(find('project')).toMatchObject({ state: 'note', fix: expect.stringContaining('vfjobs init') });
});

test('a sound database is not moved', async () => {
  await using project = openCliProject({ hello: taskSource('return 1;') });
  await project.vfjobs(['run', 'hello', '--wait']);
  const { exitCode, stderr } = await project.vfjobs(['doctor', '--repair', '--yes']);
  expect(exitCode).toBe(0);
  expect(stderr).toContain('nothing to repair');
});
