import { describe, expect, test } from 'vitest';
import { taskEnvironment } from '../../../../src/executor/worker/task-environment.ts';
import { openPool } from '../../../helpers/open-pool.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

describe('the environment of a task', () => {
  test('leaves the reserved names out and lets other names of the platform through', () => {
    const { env, fault } = taskEnvironment({
      HOME: '/home/ada',
      TENANT_PROJECT_ID: 'x',
      TENANT_ANYTHING: 'x',
      VERYFRONT_API_TOKEN: 'secret',
      VERYFRONT_RUN_RESULT_PATH: '/r',
      VERYFRONT_JOB_RESULT_PATH: '/j',
      VERYFRONT_PROJECT_SLUG: 'slug',
      VERYFRONT_SERVICE_LAYER: 'local',
      MISSING: undefined,
    });
    expect(env).toEqual({ HOME: '/home/ada', VERYFRONT_SERVICE_LAYER: 'local' });
    expect(fault).toBeNull();
  });

  test('adds the injected strings, which win, and drops what is unsafe, reserved or no string', () => {
    const injected =
      '{"KEY":"new","N":1,"__proto__":"x","constructor":"x","prototype":"x","VERYFRONT_API_TOKEN":"x","TENANT_A":"x"}';
    const { env } = taskEnvironment({ KEY: 'old', VERYFRONT_TASK_ENV_JSON: injected });
    expect(Object.entries(env)).toEqual([['KEY', 'new']]);
  });

  test.each(['not json', '[]', 'null', '"text"'])('refuses a malformed payload: %s', (payload) => {
    expect(taskEnvironment({ VERYFRONT_TASK_ENV_JSON: payload }).fault).toContain('VERYFRONT_TASK_ENV_JSON');
  });

  test('is the same in ctx.env, in process.env and for programs that the task starts', async () => {
    await using pool = await openPool(
      {
        look: taskSource(`const { execFileSync } = await import('node:child_process');
          const names = (env) => Object.keys(env).filter((name) => /TENANT|VERYFRONT|INJECTED|RUN_/.test(name)).sort();
          const printed = execFileSync('env').toString().split('\\n').map((line) => line.split('=')[0]);
          return { ctx: names(ctx.env), own: names(process.env), program: names(Object.fromEntries(printed.map((n) => [n, '']))), id: ctx.env.RUN_EXECUTION_ID };`),
      },
      {
        hostEnv: {
          PATH: process.env['PATH'],
          TENANT_PROJECT_ID: 'x',
          VERYFRONT_API_TOKEN: 'secret',
          VERYFRONT_TASK_ENV_JSON: '{"INJECTED":"yes"}',
        },
      },
    );
    const names = ['INJECTED', 'RUN_BATCH_ID', 'RUN_EXECUTION_ID', 'RUN_TARGET'];
    const attempt = pool.begin('look', { batchId: 'batch-1' });
    expect((await attempt.outcome).output).toEqual({
      ctx: names,
      own: names,
      program: names,
      id: attempt.runId,
    });
  });

  test('fails the task before it runs when it is malformed', async () => {
    await using pool = await openPool(
      { look: taskSource(`console.log('ran');`) },
      { hostEnv: { ...process.env, VERYFRONT_TASK_ENV_JSON: '{' } },
    );
    const attempt = pool.begin('look');
    expect(await attempt.outcome).toMatchObject({
      reason: 'error',
      error: { code: 'task_environment_invalid', message: expect.stringContaining('not started') },
    });
    expect(await attempt.log()).toBe('');
  });
});
