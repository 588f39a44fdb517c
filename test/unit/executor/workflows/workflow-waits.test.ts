import { describe, expect, test } from 'vitest';
import { openWorkflows, type WorkflowProject, workflowSource } from '../../../helpers/workflow-project.ts';

const reviewed = workflowSource(
  'review',
  `[
    note('draft'),
    waitForApproval('sign', { message: 'Publish it?', payload: (ctx) => ({ draft: ctx.draft }), approvers: ['anna'] }),
    note('publish', (ctx) => ({ by: ctx.sign.approver, why: ctx.sign.comment, response: ctx.sign.response })),
  ]`,
);

const tool = (id: string, payload: unknown, isError = false) =>
  ({ id, type: 'tool_result', payload, isError }) as Parameters<WorkflowProject['executor']['resumeRun']>[1];

const waits = (project: WorkflowProject, id: string) =>
  project.until(id, ({ status }) => status === 'waiting' || status === 'failed');

describe('a workflow that waits', () => {
  test('for an approval gives its place back and goes on with the answer, repeating nothing', async () => {
    await using project = await openWorkflows({ 'workflows/review.ts': reviewed });
    const { id } = await project.create({ target: 'workflow:review' });
    expect(await waits(project, id)).toMatchObject({
      status: 'waiting',
      waitingReason: 'approval',
      attempt: 1,
    });
    expect(project.told(id, 'run.waiting')).toMatchObject([
      {
        waits: [
          {
            id: 'sign',
            kind: 'approval',
            node: 'sign',
            message: 'Publish it?',
            payload: { draft: { noted: { id: 'draft' } } },
            approvers: ['anna'],
            until: null,
          },
        ],
        total: 1,
      },
    ]);
    const { resumeRun } = project.executor;
    await expect(resumeRun(id, tool('sing', true))).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('but for "sign" (approval)'),
    });
    const answer = tool('sign', { approved: true, approver: 'anna', comment: 'Fine.', response: { n: 3 } });
    expect(await resumeRun(id, answer)).toMatchObject({ duplicate: false, run: { status: 'pending' } });
    expect(await resumeRun(id, answer)).toMatchObject({ duplicate: true });
    expect(await project.ended(id)).toMatchObject({ status: 'completed', attempt: 2, waitingReason: null });
    expect(await resumeRun(id, answer)).toMatchObject({ duplicate: true, run: { status: 'completed' } });
    expect(project.notes()).toEqual([{ id: 'draft' }, { by: 'anna', why: 'Fine.', response: { n: 3 } }]);
    expect(project.told(id, 'run.resumed')).toEqual([{ id: 'sign', type: 'tool_result', is_error: false }]);
    expect(project.told(id, 'step.waiting')).toHaveLength(1);
    await expect(resumeRun(id, tool('other', 1))).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('it is completed'),
    });
  });

  test.each([
    ['approved is false', tool('sign', { approved: false, comment: 'Too long.' })],
    ['the answer is an error', tool('sign', 'Too long.', true)],
  ])('fails for good when %s', async (_, answer) => {
    await using project = await openWorkflows({ 'workflows/review.ts': reviewed });
    const { id } = await project.create({ target: 'workflow:review' });
    await waits(project, id);
    await project.executor.resumeRun(id, answer);
    expect(await project.ended(id)).toMatchObject({
      status: 'failed',
      attempt: 2,
      error: { message: 'Approval "sign" was rejected: Too long.', code: 'workflow_rejected' },
    });
    expect(project.notes()).toEqual([{ id: 'draft' }]);
  });

  test('for an event goes on with its payload; the second wait for the same name has an id of its own', async () => {
    await using project = await openWorkflows({
      'workflows/paid.ts': workflowSource(
        'paid',
        `[waitForEvent('first', { eventName: 'paid' }), waitForEvent('second', { eventName: 'paid' }),
          note('sum', (ctx) => [ctx.first, ctx.second])]`,
      ),
    });
    const { id } = await project.create({ target: 'workflow:paid' });
    expect(await waits(project, id)).toMatchObject({ waitingReason: 'event' });
    await project.executor.resumeRun(id, tool('paid', { amount: 3 }));
    await project.until(id, ({ status, attempt }) => status === 'waiting' && attempt === 2);
    expect(project.told(id, 'run.waiting')[1]).toMatchObject({ waits: [{ id: 'paid#2', event: 'paid' }] });
    await project.executor.resumeRun(id, tool('paid#2', 4));
    await project.ended(id);
    expect(project.notes()).toEqual([[{ amount: 3 }, 4]]);
  });

  test('for several answers takes them in any order, also while it goes on with one of them', async () => {
    await using project = await openWorkflows({
      'workflows/both.ts': workflowSource(
        'both',
        `[parallel('ask', [waitForApproval('anna'), waitForApproval('ben'), note('meanwhile')].map(atOnce)), note('end')]`,
      ),
    });
    const { id } = await project.create({ target: 'workflow:both' });
    await waits(project, id);
    await project.executor.resumeRun(id, tool('ask/ben', { approved: true }));
    await project.executor.resumeRun(id, tool('ask/anna', true));
    expect(await project.ended(id)).toMatchObject({ status: 'completed' });
    expect(project.notes()).toEqual([{ id: 'meanwhile' }, { id: 'end' }]);
  });

  test('for a time goes on by itself and takes no answer', async () => {
    await using project = await openWorkflows({
      'workflows/nap.ts': workflowSource('nap', `[note('before'), delay('nap', '700ms'), note('after')]`),
    });
    const { id } = await project.create({ target: 'workflow:nap' });
    const run = await waits(project, id);
    expect(run).toMatchObject({ waitingReason: 'delay', notBefore: expect.any(String) });
    await expect(project.executor.resumeRun(id, tool('nap', 1))).rejects.toMatchObject({
      message: expect.stringContaining(`it waits until ${run.notBefore}`),
    });
    expect(await project.ended(id)).toMatchObject({ status: 'completed', attempt: 2 });
    expect(project.notes()).toEqual([{ id: 'before' }, { id: 'after' }]);
  });

  test('fails when nobody answers in time', async () => {
    await using project = await openWorkflows({
      'workflows/late.ts': workflowSource('late', `[waitForApproval('sign', { timeout: '300ms' })]`),
    });
    const { id } = await project.create({ target: 'workflow:late' });
    expect(await project.ended(id)).toMatchObject({
      status: 'failed',
      error: {
        message: expect.stringMatching(/^Approval "sign" expired at /),
        code: 'workflow_wait_expired',
      },
    });
  });

  test('can be cancelled', async () => {
    await using project = await openWorkflows({ 'workflows/review.ts': reviewed });
    const { id } = await project.create({ target: 'workflow:review' });
    await waits(project, id);
    await project.executor.cancelRun(id, 'anna');
    expect(await project.ended(id)).toMatchObject({ status: 'cancelled' });
    await expect(project.executor.resumeRun(id, tool('sign', true))).rejects.toMatchObject({
      kind: 'conflict',
    });
  });

  test('still waits after the executor was started anew', async () => {
    await using project = await openWorkflows({ 'workflows/review.ts': reviewed });
    const { id } = await project.create({ target: 'workflow:review' });
    await waits(project, id);
    await project.reopen();
    await project.executor.resumeRun(id, tool('sign', { approved: true }));
    expect(await project.ended(id)).toMatchObject({ status: 'completed' });
    expect(project.notes()).toEqual([{ id: 'draft' }, { by: 'local' }]);
  });
});
