import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CliProject, lastJson, openCliProject } from '../helpers/cli-project.ts';
import { taskSource } from '../helpers/temp-project.ts';
import { addFiles, installPackage, noteTools, workflowSource } from '../helpers/workflow-project.ts';

let project: CliProject;

beforeAll(() => {
  project = openCliProject({
    fails: taskSource('ctx.fail("closed", { retryAfterSeconds: 3600 });'),
    hello: taskSource('return null;'),
  });
  installPackage(project.dir);
  addFiles(project.dir, {
    ...noteTools,
    'workflows/ship.ts': workflowSource(
      'ship',
      `[waitForApproval('sign', { message: 'Ship it?' }), note('send', () => 'sent')]`,
    ),
  });
});
afterAll(() => project[Symbol.asyncDispose]());

async function created(args: readonly string[]): Promise<string> {
  return (await project.vfjobs(['run', ...args])).stdout.trim();
}

/** The run's events up to the first that has this type. */
async function eventOf(id: string, type: string): Promise<void> {
  for (;;) {
    const { stdout } = await project.vfjobs(['events', id]);
    if (stdout.includes(type)) return;
  }
}

test('an approval is answered with an approval, and with nothing else', async () => {
  const id = await created(['workflow:ship']);
  await eventOf(id, 'run.waiting');
  const shown = await project.vfjobs(['resume', id]);
  expect(shown.stdout).toMatch(/approval\s+sign\s+Ship it\?/);
  expect(shown.stderr).toContain('--approve');

  const event = await project.vfjobs(['resume', id, '--result', '{}']);
  expect(event).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('sign (approval)') });
  expect(lastJson((await project.vfjobs(['show', id, '--json'])).stdout)).toMatchObject({
    status: 'waiting',
  });

  const approved = await project.vfjobs(['resume', id, '--approve']);
  expect(approved).toMatchObject({ exitCode: 0, stdout: 'answered sign\n' });
  await eventOf(id, 'run.completed');
  const again = await project.vfjobs(['resume', id, '--approve']);
  expect(again.stdout).toBe('sign was answered before\n');
});

test('a run is shown with its attempts, and with the time of the next', async () => {
  const id = await created(['fails']);
  await eventOf(id, 'run.retrying');
  const shown = await project.vfjobs(['show', id]);
  expect(shown.stdout).toMatch(/status +pending \(after error\)/);
  expect(shown.stdout).toMatch(/ATTEMPT .*WHY\n1 .*error.*closed/);
  const json = lastJson((await project.vfjobs(['show', id, '--json'])).stdout);
  expect(json).toMatchObject({ run_id: id, attempts: [{ number: 1, reason: 'error' }] });
  expect((await project.vfjobs(['runs'])).stdout).toMatch(/retry in (59m|1h).*: closed/);

  const after = await created(['hello', '--after', id]);
  const unanswerable = await project.vfjobs(['resume', after, '--approve']);
  expect(unanswerable).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('shows what it waits for'),
  });
});
