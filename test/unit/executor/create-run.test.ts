import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/model/errors.ts';
import type { CreateRun } from '../../../src/model/run.ts';
import { openProject } from '../../helpers/executor-project.ts';
import { taskSource } from '../../helpers/temp-project.ts';

const schema = {
  type: 'object',
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  properties: {
    count: { type: 'integer', minimum: 1 },
    colour: { enum: ['red', 'green'] },
    limits: { type: 'object', required: ['max'] },
  },
  required: ['count'],
  additionalProperties: false,
};
const tasks = {
  hello: taskSource('return 1;'),
  'reports/weekly': taskSource('return 2;'),
  strict: taskSource('return 3;', { inputSchema: schema }),
  odd: taskSource('return 4;', { inputSchema: { type: 'nonsense' } }),
  broken: 'export default {\n  run( => 1\n};\n',
};
/** Accepts runs and executes none: these tests are about the door alone. */
const closed = { concurrency: 0 };
const batchId = '0198c0de-0000-7000-8000-00000000000a';

describe('creating a run', () => {
  test('fills in the documented defaults', async () => {
    await using project = await openProject(tasks, closed);
    const run = await project.create({ target: 'task:reports-weekly' });
    expect(run).toMatchObject({
      projectId: project.executor.project.id,
      kind: 'task',
      target: 'task:reports/weekly',
      status: 'pending',
      config: {},
      timeoutSeconds: 300,
      backoffLimit: 3,
      rootRunId: run.id,
      parentRunId: null,
      triggerKind: 'manual',
      runtimeTargetKind: 'main_branch',
      attempt: 0,
      version: 1,
    });
    expect(run.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(project.executor.getRun(run.id)).toEqual(run);
  });

  test('keeps what is given, and the root of its parent', async () => {
    await using project = await openProject(tasks, closed);
    const parent = await project.create();
    const child = await project.create({ parentRunId: parent.id, batchId, name: 'mine', input: [1] });
    const grandchild = await project.create({ parentRunId: child.id, environmentId: 'e', backoffLimit: 0 });
    expect(child).toMatchObject({ rootRunId: parent.id, batchId, name: 'mine', input: [1] });
    expect(grandchild).toMatchObject({
      rootRunId: parent.id,
      runtimeTargetKind: 'environment',
      backoffLimit: 0,
    });
    const elsewhere = await project.create({ parentRunId: 'run-of-the-cloud' });
    expect(elsewhere).toMatchObject({ parentRunId: 'run-of-the-cloud', rootRunId: 'run-of-the-cloud' });
  });

  const refusals: readonly [string, CreateRun, string, string][] = [
    ['an unknown target', { target: 'task:helo' }, 'not-found', 'hello'],
    ['a broken target', { target: 'task:broken' }, 'invalid', 'tasks/broken.ts:2'],
    ['an eval', { target: 'eval:x' }, 'unsupported', 'does not run evals'],
    ['a deployment', { target: 'deploy:x' }, 'unsupported', 'cloud'],
    ['an agent', { target: 'agent:x' }, 'unsupported', 'agents'],
    ['an eval', { target: 'eval:x' }, 'unsupported', 'evals'],
    ['a timeout of none', { target: 'task:hello', timeoutSeconds: 0 }, 'invalid', 'timeout_seconds: 0'],
    ['too long a timeout', { target: 'task:hello', timeoutSeconds: 86_401 }, 'invalid', 'from 1 to 86400'],
    ['half a retry', { target: 'task:hello', backoffLimit: 0.5 }, 'invalid', 'backoff_limit: 0.5'],
    ['a batch that is no UUID', { target: 'task:hello', batchId: 'b1' }, 'invalid', 'batch_id'],
    ['an empty key', { target: 'task:hello', publicId: '' }, 'invalid', 'public_id'],
    ['a missing member', { target: 'task:strict' }, 'invalid', 'count is missing'],
    ['a wrong type', { target: 'task:strict', config: { count: 'x' } }, 'invalid', 'count must be integer'],
    [
      'a wrong word',
      { target: 'task:strict', config: { count: 1, colour: 'b' } },
      'invalid',
      '["red","green"]',
    ],
    [
      'a deep one',
      { target: 'task:strict', config: { count: 1, limits: {} } },
      'invalid',
      'limits.max is missing',
    ],
    [
      'one too many',
      { target: 'task:strict', config: { count: 1, size: 2 } },
      'invalid',
      'size is not known',
    ],
    ['a schema that is none', { target: 'task:odd' }, 'invalid', 'input schema of task:odd'],
  ];

  test('refuses what cannot run, and says what is wrong', async () => {
    await using project = await openProject(tasks, closed);
    for (const [what, input, kind, text] of refusals) {
      const refused = await project.executor.createRun(input).catch((error: unknown) => error);
      if (!(refused instanceof UserError)) throw new Error(`${what} was accepted`);
      expect(refused.kind, what).toBe(kind);
      expect(`${refused.message} ${refused.fix}`, what).toContain(text);
    }
    expect(project.executor.activeRuns()).toBe(0);
    await project.create({ target: 'task:strict', config: { count: 1, colour: 'red', limits: { max: 1 } } });
  });

  test('with a key that was used before answers the first run', async () => {
    await using project = await openProject(tasks, closed);
    const input = { target: 'task:hello', publicId: 'order-7' };
    const together = await Promise.all([1, 2, 3].map(() => project.executor.createRun(input)));
    expect(new Set(together.map(({ run }) => run.id)).size).toBe(1);
    expect(together.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    await project.reopen();
    const later = await project.executor.createRun({ ...input, target: 'task:gone' });
    expect(later).toEqual({ run: project.executor.getRun('order-7'), duplicate: true });
    expect(project.eventTypes('order-7')).toEqual(['run.accepted']);
    expect(project.executor.countRuns({}).pending).toBe(1);
  });
});

describe('repeating a run', () => {
  test('makes a new one that links back, with the same orders and outside of the batch', async () => {
    await using project = await openProject(tasks, closed);
    const first = await project.create({ config: { n: 1 }, name: 'mine', batchId, timeoutSeconds: 9 });
    await expect(project.executor.retryRun(first.id)).rejects.toMatchObject({ kind: 'conflict' });
    await project.executor.cancelRun(first.id, 'a test');
    const again = await project.executor.retryRun(first.id.slice(0, 30));
    expect(again).toMatchObject({
      retryOf: first.id,
      status: 'pending',
      target: 'task:hello',
      config: { n: 1 },
      name: 'mine',
      timeoutSeconds: 9,
      batchId: null,
    });
    expect(again.id).not.toBe(first.id);
  });
});
