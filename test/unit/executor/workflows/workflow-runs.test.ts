import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ExecutorProject, openProject } from '../../../helpers/executor-project.ts';
import {
  addFiles,
  installPackage,
  noteTools,
  type ProjectFiles,
  workflowSource,
} from '../../../helpers/workflow-project.ts';

async function open(files: ProjectFiles): Promise<ExecutorProject> {
  const project = await openProject({});
  addFiles(project.projectDir, { ...noteTools, ...files });
  installPackage(project.projectDir);
  return project;
}

function notesOf({ projectDir }: ExecutorProject): unknown[] {
  const file = join(projectDir, 'notes');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('a run of a workflow', () => {
  test('executes its steps, tells each as an event, and completes with their outputs', async () => {
    await using project = await open({
      'workflows/three.ts': workflowSource(
        'three',
        `({ input }) => [
        note('one', { n: input.n }),
        parallel('both', [note('a'), note('b')]),
        note('last', (ctx) => ({ from: ctx.one.noted.n }), { skip: (ctx) => ctx.input.n > 5 }),
      ]`,
      ),
    });
    const { id } = await project.create({ target: 'workflow:three', input: { n: 1 } });
    const run = await project.ended(id);
    expect(run).toMatchObject({
      kind: 'workflow',
      status: 'completed',
      error: null,
      output: { one: { noted: { n: 1 } }, last: { noted: { from: 1 } } },
    });
    expect(notesOf(project)).toEqual([{ n: 1 }, { id: 'a' }, { id: 'b' }, { from: 1 }]);
    const told = project.executor.listEvents(id, { limit: 100, order: 'oldest-first' });
    const steps = told.filter(({ type }) => type.startsWith('step.'));
    expect(steps.map(({ type, message }) => [type, message])).toEqual([
      ['step.started', 'one started'],
      ['step.completed', 'one completed'],
      ['step.started', 'both/a started'],
      ['step.completed', 'both/a completed'],
      ['step.started', 'both/b started'],
      ['step.completed', 'both/b completed'],
      ['step.started', 'last started'],
      ['step.completed', 'last completed'],
    ]);
    expect(steps[1]?.payload).toMatchObject({
      node: 'one',
      kind: 'tool',
      started_at: expect.stringMatching(/Z$/),
      duration_ms: expect.any(Number),
    });
    expect(run.progress).toMatchObject({ done: 4, total: 4 });
      project.executor
        .listEvents(id, { limit: 100, order: 'oldest-first' })
        .map((e) => [e.type, e.message, JSON.stringify(e.payload)]),
      run.progress,
    );
  });
});
