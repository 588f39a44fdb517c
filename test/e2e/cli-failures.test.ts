import { expect, test } from 'vitest';
import { openCliProject } from '../helpers/cli-project.ts';
import { taskSource } from '../helpers/temp-project.ts';

test('failures are listed by what went wrong', async () => {
  await using project = openCliProject({
    broke: taskSource("throw new Error('HTTP 503 from https://api.example.com/items/' + ctx.config.n);"),
    odd: taskSource('throw new Error(\'row 17 is missing field "id"\');'),
  });
  for (const n of [1, 2]) {
    await project.vfjobs(['run', 'broke', '--config', `{"n":${n}}`, '--retries', '0', '--wait']);
  }
  await project.vfjobs(['run', 'odd', '--retries', '0', '--wait']);

  const { stdout, exitCode } = await project.vfjobs(['failures']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /2 +67% .* task:broke +yes, a server was away +HTTP 503 from https:\/\/api\.example\.com\/items\/<id>/,
  );
  expect(stdout).toMatch(/1 +33% .* task:odd +no, bad input +row # is missing field "id"/);

  const json = JSON.parse(
    (await project.vfjobs(['failures', '--since', '1h', '--target', 'task:odd', '--json'])).stdout,
  );
  expect(json).toMatchObject({ is_part: false, data: [{ count: 1, targets: { 'task:odd': 1 } }] });
  expect(await project.vfjobs(['failures', '--since', 'soon'])).toMatchObject({ exitCode: 2 });
});
