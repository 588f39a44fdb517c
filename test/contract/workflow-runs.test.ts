import '../helpers/quiet-sdk.ts';
import { expect, test } from 'vitest';
// The newer SDK registers its schema library with this import (contract section 19.16).
import 'veryfront';
import { VeryfrontRunsClient } from 'veryfront/runs';
import { runEnded, runIs } from '../helpers/run-ended.ts';
import { startStack } from '../helpers/start-stack.ts';
import { addFiles, installPackage, notesIn, noteTools, workflowSource } from '../helpers/workflow-project.ts';

test('the published SDK starts a workflow, which waits for an approval that a POST to /resume gives', async () => {
  await using stack = await startStack({ tasks: {} });
  installPackage(stack.dir);
  addFiles(stack.dir, {
    ...noteTools,
    'workflows/ship.ts': workflowSource(
      'ship',
      `[note('pack', (ctx) => ctx.input.what), waitForApproval('sign'), note('send', (ctx) => ctx.sign.comment)]`,
    ),
  });
  const { apiUrl } = stack.server;
  const projectId = stack.executor.project.id;
  const runs = new VeryfrontRunsClient({ apiUrl, authToken: stack.token, projectReference: projectId });
  const created = await runs.createWorkflowRun({
    projectId,
    workflowId: 'ship',
    target: 'workflow:ship',
    input: { what: 'a box' },
  });
  const id = created.run.run_id;
  expect(created.run).toMatchObject({ kind: 'workflow', workflow_id: 'ship', input: { what: 'a box' } });
  await runIs(stack.executor, id, 'waiting');
  expect(await runs.get(id)).toMatchObject({ status: 'waiting', waiting_reason: 'approval' });

  const resume = (toolCallId: string) =>
    fetch(`${apiUrl}/runs/${id}/resume`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stack.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'tool_result',
        tool_call_id: toolCallId,
        result: { approved: true, comment: 'by ship' },
      }),
    });
  const wrong = await resume('sing');
  expect(wrong.status).toBe(409);
  expect(await wrong.text()).toContain('sign');
  expect(await (await resume('sign')).json()).toMatchObject({ accepted: true, duplicate: false });
  expect(await (await resume('sign')).json()).toMatchObject({ accepted: true, duplicate: true });
  await runEnded(stack.executor, id);
  expect(await runs.get(id)).toMatchObject({
    status: 'completed',
    waiting_reason: null,
    output: { pack: { noted: 'a box' }, send: { noted: 'by ship' } },
  });
  expect(notesIn(stack.dir)).toEqual(['a box', 'by ship']);
});
