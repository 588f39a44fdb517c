import '../helpers/quiet-sdk.ts';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import 'veryfront';
import { VeryfrontRunsClient } from 'veryfront/runs';
import { VeryfrontJobsClient } from 'veryfront-jobs/jobs';
import { runEnded } from '../helpers/run-ended.ts';
import { type Stack, startStack } from '../helpers/start-stack.ts';

let stack: Stack;
let runs: VeryfrontRunsClient;
let jobs: VeryfrontJobsClient;
beforeAll(async () => {
  stack = await startStack({ tasks: {} });
  mkdirSync(join(stack.dir, 'uploads/team'), { recursive: true });
  writeFileSync(join(stack.dir, 'uploads/team/plan.md'), '# Plan\n\nBake bread.\n');
  writeFileSync(join(stack.dir, 'uploads/team/list.csv'), 'name,grams\nflour,500\n');
  writeFileSync(join(stack.dir, 'uploads/team/photo.png'), 'not read');
  const config = { apiUrl: stack.server.apiUrl, authToken: stack.token, retry: { maxRetries: 0 } };
  runs = new VeryfrontRunsClient({ ...config, projectReference: stack.executor.project.id });
  jobs = new VeryfrontJobsClient({ ...config, projectReference: stack.executor.project.slug });
});
afterAll(() => stack.stop());

const projectId = () => stack.executor.project.id;

// Both published SDKs, unmodified: they parse every answer with their own schemas.
describe('an ingest', () => {
  test('by prefix is seen by both generations as it was', async () => {
    const { run } = await runs.knowledge.ingestByUploadPrefix({
      projectId: projectId(),
      uploadPrefix: 'team',
    });
    expect(run.target).toBe('task:knowledge-ingest');
    await runEnded(stack.executor, run.run_id);
    const { status, output } = await runs.get(run.run_id);
    expect(status).toBe('completed');
    expect(output).toMatchObject({
      kind: 'knowledge_ingest',
      summary: { requested_count: 3, ingested_count: 2, skipped_count: 1, failed_count: 0 },
      skipped: [{ source: 'uploads/team/photo.png', reason: 'unsupported_file_type' }],
    });
    expect(readFileSync(join(stack.dir, 'knowledge/team-plan.md'), 'utf8')).toContain('Bake bread.');

    const job = await jobs.get(run.run_id);
    expect(job).toMatchObject({ kind: 'knowledge_ingest', status: 'completed' });
    expect(job.result).toEqual(output);
    expect(job.result_summary).toMatchObject({ kind: 'knowledge_ingest', state: 'partial_success' });
    const [listed] = (await jobs.list({ limit: 1 })).data;
    expect(listed?.result_summary).toEqual(job.result_summary);
  });

  test('by the ids that the uploads have', async () => {
    const headers = { authorization: `Bearer ${stack.token}` };
    const path = encodeURIComponent('team/list.csv');
    const answer = await fetch(`${stack.server.apiUrl}/projects/${projectId()}/uploads/${path}`, { headers });
    const { id } = (await answer.json()) as { id: string };
    const { run } = await runs.knowledge.ingestByUploadIds({ projectId: projectId(), uploadIds: [id] });
    await runEnded(stack.executor, run.run_id);
    expect((await jobs.get(run.run_id)).result_summary).toMatchObject({
      state: 'success',
      ingested_count: 1,
    });
  });

  test('of nothing that can be read fails and still tells its result', async () => {
    const { run } = await runs.knowledge.ingestByUploadPaths({
      projectId: projectId(),
      uploadPaths: ['uploads/team/photo.png'],
    });
    const ended = await runEnded(stack.executor, run.run_id);
    expect(ended.status).toBe('failed');
    expect(await jobs.get(run.run_id)).toMatchObject({
      status: 'failed',
      failure_detail: expect.stringContaining('No knowledge sources were ingested'),
      result: { kind: 'knowledge_ingest', summary: { skipped_count: 1 } },
      result_summary: { state: 'failed' },
    });
  });

  test('in a batch makes the result of the batch', async () => {
    const batchId = crypto.randomUUID();
    for (const path of ['team/plan.md', 'team/list.csv']) {
      const { id } = await jobs.create({
        name: 'Ingest',
        target: 'task:knowledge-ingest',
        config: { paths: [path] },
        batchId,
      });
      await runEnded(stack.executor, id);
    }
    expect((await jobs.batches.get(batchId)).result).toMatchObject({
      kind: 'knowledge_ingest',
      total_count: 2,
      completed_count: 2,
      failed_count: 0,
    });
  });
});

test('nothing of this was a bug of the server', () => {
  expect(stack.bugs).toEqual([]);
});
