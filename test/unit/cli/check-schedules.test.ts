import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkSchedules } from '../../../src/cli/doctor/check-schedules.ts';
import { databaseName } from '../../../src/executor/storage/open-storage.ts';
import { openProject } from '../../helpers/executor-project.ts';
import { taskSource } from '../../helpers/temp-project.ts';
import { addFiles } from '../../helpers/workflow-project.ts';

const schema = { type: 'object', properties: { page: { type: 'integer' } }, additionalProperties: false };
const sourceOf = (id: string, more = '') =>
  `export default {\n  id: '${id}',\n  schedule: '0 1 * * *',\n  target: { kind: 'task', id: 'strict' },\n  ${more}\n};\n`;

test('the doctor finds what an executor would refuse: inputs that do not fit, and names taken by hand', async () => {
  await using project = await openProject(
    { strict: taskSource('return 1;', { inputSchema: schema }) },
    { concurrency: 0, spares: 0 },
  );
  const { projectDir } = project;
  const stateDir = join(projectDir, '.vfjobs');
  addFiles(projectDir, { 'schedules/kept.ts': sourceOf('kept') });
  await project.executor.stop({ drainMs: 0 });
  await project.reopen();
  await project.executor.schedules.create({ name: 'nightly', target: 'strict', when: '0 1 * * *' }, 'me');
  // One that is there already goes on.
  await project.executor.schedules.create({ name: 'kept', target: 'strict', when: '0 1 * * *' }, 'me');
  addFiles(projectDir, {
    'schedules/nightly.ts': sourceOf('nightly'),
    'schedules/pages.ts': sourceOf('pages', "input: { page: 'first' },"),
  });
  const told = (await checkSchedules(projectDir, stateDir)).map(({ name, message }) => `${name} ${message}`);
  expect(told).toEqual([
    'schedules 3 defined in schedules/, 2 with faults',
    expect.stringMatching(/^manual_conflict schedules\/nightly\.ts:2: .*"nightly" was made by hand/),
    expect.stringMatching(/^invalid_definition schedules\/pages\.ts:5: input: .*page must be integer/),
  ]);
});

test('a database that cannot be read does not keep the doctor from the files', async () => {
  await using project = await openProject({ strict: taskSource('return 1;') }, { concurrency: 0, spares: 0 });
  await project.executor.stop({ drainMs: 0 });
  addFiles(project.projectDir, { 'schedules/a.ts': sourceOf('a') });
  const stateDir = join(project.projectDir, '.other');
  addFiles(project.projectDir, { '.other/note': '' });
  writeFileSync(join(stateDir, databaseName), 'no database at all, but long enough to be taken for one');
  expect(await checkSchedules(project.projectDir, stateDir)).toMatchObject([
    { name: 'schedules', state: 'ok', message: '1 defined in schedules/' },
  ]);
});
