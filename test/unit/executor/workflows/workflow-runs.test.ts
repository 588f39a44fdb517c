import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRunLogs } from '../../../../src/executor/worker/run-logs.ts';
import { openProject } from '../../../helpers/executor-project.ts';
import { addFiles, openWorkflows, workflowSource } from '../../../helpers/workflow-project.ts';

describe('a run of a workflow', () => {
  test('executes its steps, tells each as an event with its times, and completes with their outputs', async () => {
    await using project = await openWorkflows({
      'workflows/three.ts': workflowSource(
        'three',
        `({ input }) => [
          step('one', { tool: 'note', input: { n: input.n } }),
          parallel('both', [note('a'), note('b')]),
          note('last', (ctx) => ({ from: ctx.one.noted.n })),
          note('never', {}, { skip: (ctx) => ctx.input.n < 5 }),
        ]`,
      ),
    });
    const { id } = await project.create({ target: 'workflow:three', input: { n: 1 }, config: { n: 2 } });
    const run = await project.ended(id);
    expect(run).toMatchObject({
      kind: 'workflow',
      status: 'completed',
      error: null,
      output: { one: { noted: { n: 1 } }, last: { noted: { from: 1 } } },
      progress: { done: 5, total: 5 },
    });
    expect(project.notes()).toEqual([{ n: 1 }, { id: 'a' }, { id: 'b' }, { from: 1 }]);
    const steps = project.executor.listEvents(id, { limit: 100, order: 'oldest-first' });
    expect(steps.filter(({ type }) => type.startsWith('step.')).map(({ message }) => message)).toEqual([
      'one started',
      'one completed',
      'both/a started',
      'both/a completed',
      'both/b started',
      'both/b completed',
      'last started',
      'last completed',
      'never skipped',
    ]);
    expect(project.told(id, 'step.completed')[0]).toMatchObject({
      node: 'one',
      kind: 'tool',
      started_at: expect.stringMatching(/^2.*Z$/),
      duration_ms: expect.any(Number),
    });
  });

  test('tries again at the step that failed, and says where it failed', async () => {
    await using project = await openWorkflows({
      'tools/flaky.ts': `import { existsSync, writeFileSync } from 'node:fs';
        export default { async execute() {
          if (existsSync('tried')) return 'now';
          writeFileSync('tried', '');
          throw Object.assign(new Error('not yet'), { retryAfterSeconds: 0 });
        } };`,
      'workflows/shaky.ts': workflowSource(
        'shaky',
        `[note('one'), step('two', { tool: 'flaky' }), note('three')]`,
      ),
    });
    const { id } = await project.create({ target: 'workflow:shaky' });
    expect(await project.ended(id)).toMatchObject({
      status: 'completed',
      attempt: 2,
      output: { two: 'now' },
    });
    expect(project.notes()).toEqual([{ id: 'one' }, { id: 'three' }]);
    const [first] = project.executor.listAttempts(id);
    expect(first).toMatchObject({ reason: 'error', errorMessage: 'Node "two" failed: not yet' });
    expect(project.told(id, 'step.failed')).toMatchObject([{ node: 'two', kind: 'tool', error: 'not yet' }]);
  });

  test('fails at once where a tool is missing, and names those that there are and those that are broken', async () => {
    await using project = await openWorkflows({
      'tools/broken.ts': `throw new Error('no such luck');`,
      'workflows/lost.ts': workflowSource('lost', `[step('one', { tool: 'nope' })]`),
    });
    const { id } = await project.create({ target: 'workflow:lost' });
    const run = await project.ended(id);
    expect(run).toMatchObject({ status: 'failed', attempt: 1, error: { code: 'tool_not_found' } });
    expect(run.error?.message).toMatch(
      /There is no tool "nope": tools\/ has note\. Not loaded: tools\/broken.ts: /,
    );
  });

  test('refuses an input that its schema refuses, before or after it was accepted', async () => {
    const zod = new URL('../../../../node_modules/zod/index.js', import.meta.url).href;
    await using project = await openWorkflows({
      'workflows/json.ts': workflowSource(
        'json',
        `[note('one')]`,
        `inputSchema: { type: 'object', required: ['who'] }`,
      ),
      'workflows/own.ts': `const inputSchema = { parse(value) { throw new Error('who is missing'); } };\n${workflowSource('own', `[note('one')]`, 'inputSchema')}`,
      'workflows/zod.ts': `import { z } from '${zod}';\n${workflowSource('zod', `[note('one', (ctx) => ctx.input)]`, 'inputSchema: z.object({ who: z.string() })')}`,
    });
    await expect(project.create({ target: 'workflow:json', input: {} })).rejects.toMatchObject({
      kind: 'invalid',
      message: 'The input does not fit workflow:json: who is missing',
    });
    await expect(project.create({ target: 'workflow:zod' })).rejects.toMatchObject({ kind: 'invalid' });
    const fits = await project.create({ target: 'workflow:json', input: { who: 'me' } });
    const late = await project.create({ target: 'workflow:own' });
    expect(await project.ended(fits.id)).toMatchObject({ status: 'completed' });
    expect(await project.ended(late.id)).toMatchObject({
      status: 'failed',
      attempt: 1,
      error: { message: 'The input does not fit: who is missing', code: 'workflow_input_invalid' },
    });
  });

  test('of which a step gives what is no JSON fails and says so', async () => {
    await using project = await openWorkflows({
      'workflows/odd.ts': workflowSource('odd', `[step('one', { tool: { execute: () => () => 1 } })]`),
    });
    const { id } = await project.create({ target: 'workflow:odd', backoffLimit: 0 });
    expect((await project.ended(id)).error?.message).toContain('cannot be kept as JSON');
  });

  test('needs the package, and says how to install it', async () => {
    await using project = await openProject({});
    addFiles(project.projectDir, { 'workflows/x.ts': workflowSource('x', '[]') });
    await expect(project.create({ target: 'workflow:x' })).rejects.toMatchObject({
      message: expect.stringContaining('npm install veryfront'),
    });
  });

  test('keeps what it has reached beside its log, and loses it with the run', async () => {
    await using project = await openWorkflows({ 'workflows/one.ts': workflowSource('one', `[note('one')]`) });
    const { id } = await project.create({ target: 'workflow:one' });
    await project.ended(id);
    const logs = join(project.projectDir, '.vfjobs/logs');
    const journal = join(logs, id, 'workflow.jsonl');
    expect(JSON.parse(readFileSync(journal, 'utf8'))).toMatchObject({ path: 'one', completed: true });
    await createRunLogs(logs).removeRun(id);
    expect(existsSync(journal)).toBe(false);
  });
});
