import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type CliProject, lastJson, openCliProject } from '../helpers/cli-project.ts';
import { taskSource } from '../helpers/temp-project.ts';
import { addFiles } from '../helpers/workflow-project.ts';

const listed = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      schedule: z.string(),
      status: z.string(),
      definition_source: z.string(),
      source_path: z.string().nullable(),
    }),
  ),
});

async function schedulesOf(project: CliProject) {
  const { stdout } = await project.vfjobs(['schedules', 'ls', '--json']);
  return listed.parse(lastJson(stdout)).data;
}

/** Asks again until the schedules are as claimed. */
async function untilListed(
  project: CliProject,
  claim: (schedules: z.infer<typeof listed>['data']) => boolean,
): Promise<void> {
  while (!claim(await schedulesOf(project)));
}

const nightly = (cron: string) => `import { schedule } from 'veryfront/schedule';

export default schedule({
  id: 'nightly',
  name: 'Nightly backup',
  schedule: '${cron}',
  target: { kind: 'task', id: 'backup' },
  input: { full: true },
});
`;

const file = 'schedules/nightly.ts';

test('a schedule in a file is there at the first look, runs by hand, and is changed in its file alone', async () => {
  await using project = openCliProject({ backup: taskSource('console.log(ctx.config); return ctx.config;') });
  addFiles(project.dir, { [file]: nightly('30 2 * * *') });
  const [found] = await schedulesOf(project);
  expect(found).toMatchObject({ name: 'Nightly backup', definition_source: 'source', source_path: file });

  const triggered = await project.vfjobs(['schedules', 'trigger', 'Nightly backup']);
  const ended = await project.vfjobs(['logs', triggered.stdout.trim(), '--follow']);
  expect(ended.stdout).toContain('full: true');

  const refused = await project.vfjobs(['schedules', 'edit', 'Nightly backup', '--cron', '0 0 * * *']);
  expect(refused.exitCode).not.toBe(0);
  expect(refused.stderr).toContain(file);
  await project.vfjobs(['schedules', 'pause', 'Nightly backup', '--reason', 'holiday']);

  addFiles(project.dir, { [file]: nightly('45 2 * * *') });
  await untilListed(project, ([schedule]) => schedule?.schedule === '45 2 * * *');
  expect(await schedulesOf(project)).toMatchObject([{ id: found?.id, status: 'paused' }]);

  rmSync(join(project.dir, file));
  await untilListed(project, (schedules) => schedules.length === 0);
});

test('a broken file is named by the doctor with its line, and what it said before stays in force', async () => {
  await using project = openCliProject({ backup: taskSource('return 1;') });
  addFiles(project.dir, { [file]: nightly('30 2 * * *') });
  const [before] = await schedulesOf(project);
  const sound = await project.vfjobs(['doctor']);
  expect(sound.stdout).toMatch(/ok\s+schedules\s+1 defined in schedules\//);

  addFiles(project.dir, { [file]: nightly('30 25 * * *') });
  const { exitCode, stdout } = await project.vfjobs(['doctor']);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/WRONG\s+invalid_definition\s+schedules\/nightly\.ts:6: schedule: hour: 25/);
  expect(await schedulesOf(project)).toEqual([before]);
  const { stderr } = await project.vfjobs(['schedules', 'ls']);
  expect(stderr).toMatch(/schedules\/nightly\.ts:6: .*what it said before stays in force/);
});
