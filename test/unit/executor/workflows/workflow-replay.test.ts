import { describe, expect, test } from 'vitest';
import { openWorkflows, workflowSource } from '../../../helpers/workflow-project.ts';

/** Runs a workflow up to its only approval, gives it, and answers how the run ended. */
async function throughApproval(steps: string, approvalId: string) {
  const project = await openWorkflows({ 'workflows/deep.ts': workflowSource('deep', steps) });
  const { id } = await project.create({ target: 'workflow:deep' });
  await project.until(id, ({ status }) => status === 'waiting' || status === 'failed');
  const signal = { id: approvalId, type: 'tool_result', payload: { approved: true }, isError: false };
  await project.executor.resumeRun(id, signal);
  return { project, run: await project.ended(id) };
}

describe('a workflow that goes on', () => {
  test('in a branch takes the same arm and repeats no step of it', async () => {
    const { project, run } = await throughApproval(
      `[note('zero'), branch('fork', { condition: () => true,
        then: [note('a'), waitForApproval('ok'), note('b')], else: [note('c')] }), note('end')]`,
      'fork/then/ok',
    );
    await using _ = project;
    expect(run).toMatchObject({ status: 'completed', attempt: 2 });
    expect(project.notes()).toEqual([{ id: 'zero' }, { id: 'a' }, { id: 'b' }, { id: 'end' }]);
  });

  test('in a sub-workflow repeats none of its steps', async () => {
    const { project, run } = await throughApproval(
      `[subWorkflow('inner', { workflow: { id: 'inner', steps: [note('a'), waitForApproval('ok'), note('b')] },
        output: (result) => Object.keys(result) }), note('end')]`,
      'inner/ok',
    );
    await using _ = project;
    expect(run).toMatchObject({ status: 'completed', output: { inner: ['input', 'a', 'ok', 'b'] } });
    expect(project.notes()).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'end' }]);
  });

  test('in a loop tells its iterations apart', async () => {
    const { project, run } = await throughApproval(
      `[times('round', 3, (ctx, { iteration }) => [
        note('a', { iteration }),
        ...(iteration === 1 ? [waitForApproval('ok')] : []),
        note('b', (inner) => ({ iteration, a: inner.a.noted.iteration })),
      ])]`,
      'round[1]/ok',
    );
    await using _ = project;
    expect(run).toMatchObject({ status: 'completed', output: { round: { iterations: 3 } } });
    expect(project.notes()).toEqual([
      { iteration: 0 },
      { iteration: 0, a: 0 },
      { iteration: 1 },
      { iteration: 1, a: 1 },
      { iteration: 2 },
      { iteration: 2, a: 2 },
    ]);
  });

  test('after a map over a step gives each item its own output again', async () => {
    const { project, run } = await throughApproval(
      `[map('each', { items: [1, 2, 3, 4], processor: note('x'), concurrency: 2 }), waitForApproval('ok'),
        note('sum', (ctx) => ctx.each.map(({ noted }) => noted))]`,
      'ok',
    );
    await using _ = project;
    expect(run.status).toBe('completed');
    expect(project.notes()).toEqual([1, 2, 3, 4, [1, 2, 3, 4]]);
  });

  test('in a map over a workflow tells the items apart, also when they are worked on together', async () => {
    const { project, run } = await throughApproval(
      `[map('each', { items: ['a', 'b', 'c'], concurrency: 3, processor: { id: 'one', steps: ({ input }) => [
        note('x', { x: input }),
        ...(input === 'b' ? [waitForApproval('ok')] : []),
        note('y', (ctx) => ({ y: ctx.input, x: ctx.x.noted.x })),
      ] } })]`,
      'each[1]/ok',
    );
    await using _ = project;
    expect(run.status).toBe('completed');
    const seen = project.notes().map((note) => JSON.stringify(note));
    expect(seen.sort()).toEqual(
      [
        '{"x":"a"}',
        '{"x":"b"}',
        '{"x":"c"}',
        '{"y":"a","x":"a"}',
        '{"y":"b","x":"b"}',
        '{"y":"c","x":"c"}',
      ].sort(),
    );
  });

  test('asks an agent only once', async () => {
    const { project, run } = await throughApproval(
      `[step('ask', { input: 'hi', agent: { async generate({ input }) {
        const { appendFileSync } = await import('node:fs');
        appendFileSync('notes', JSON.stringify(input) + '\\n');
        return { text: 'hello', status: 'completed' };
      } } }), waitForApproval('ok'), note('end', (ctx) => ctx.ask.text)]`,
      'ok',
    );
    await using _ = project;
    expect(run.status).toBe('completed');
    expect(project.notes()).toEqual(['hi', 'hello']);
  });
});
