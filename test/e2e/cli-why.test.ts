import { expect, test } from 'vitest';
import { lastJson, openCliProject } from '../helpers/cli-project.ts';
import { taskSource } from '../helpers/temp-project.ts';

test('vfjobs why says what went wrong, with what that rests on, and to programs as JSON', async () => {
  await using project = openCliProject({ bakes: taskSource('throw new Error("the oven is cold");') });
  const { stdout: created } = await project.vfjobs(['run', 'bakes', '--wait', '--json', '--retries', '0']);
  const { run_id: id } = Object(lastJson(created));
  const shown = await project.vfjobs(['why', id]);
  expect({ exitCode: shown.exitCode, stderr: shown.stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(shown.stdout).toContain(`${id}  task:bakes  failed`);
  expect(shown.stdout).toContain('- failed: the oven is cold');
  expect(shown.stdout).toMatch(/from: attempt 1 of 1, no retries left; ended /);

  const { findings } = Object(lastJson((await project.vfjobs(['why', id, '--json'])).stdout));
  expect(findings).toMatchObject([{ rule: 'failed', guess: false, next: { key: '2' } }]);

  const unknown = await project.vfjobs(['why', '00000000']);
  expect(unknown.exitCode).toBe(3);
});
