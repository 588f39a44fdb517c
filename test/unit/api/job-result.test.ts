import { JobSchema } from 'veryfront-jobs/jobs';
import { describe, expect, test } from 'vitest';
import { jobToWire } from '../../../src/api/job.ts';
import type { JsonObject } from '../../../src/lib/json.ts';
import type { Run } from '../../../src/model/run.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

const projectId = '8d3a1c52-9b7e-4f60-a1d2-3c4b5a697887';
const id = '5f0c2f0e-6a1b-4c7d-9e21-0a1b2c3d4e5f';

function ingestRun(ingested: number, skipped: number, failed: number, members: Partial<Run> = {}): Run {
  return sampleRun({
    id,
    projectId,
    target: 'task:knowledge-ingest',
    status: failed === 0 ? 'completed' : 'failed',
    output: ingestResult(ingested, skipped, failed),
    ...members,
  });
}

function ingestResult(ingested: number, skipped: number, failed: number): JsonObject {
  const requested = ingested + skipped + failed;
  const source = (index: number) => `uploads/${index}.md`;
  return {
    kind: 'knowledge_ingest',
    version: 1,
    metadata: { requested_count: requested, source_mode: 'path_prefix', knowledge_path: 'knowledge' },
    summary: {
      requested_count: requested,
      ingested_count: ingested,
      skipped_count: skipped,
      failed_count: failed,
    },
    ingested: Array.from({ length: ingested }, (_, index) => ({
      source: source(index),
      localSourcePath: source(index),
      outputPath: `${index}.md`,
      remotePath: `knowledge/${index}.md`,
      slug: String(index),
      sourceType: 'md',
      summary: '3 characters',
      stats: { characters: 3 },
      warnings: [],
    })),
    skipped: Array.from({ length: skipped }, (_, index) => ({
      source: source(index),
      localSourcePath: null,
      reason: 'hidden_path',
      message: 'Hidden',
    })),
    failed: Array.from({ length: failed }, (_, index) => ({
      source: source(index),
      localSourcePath: source(index),
      reason: 'parser_error',
      message: 'knowledge ingest parser failed: no',
    })),
  };
}

describe('the job of an ingest', () => {
  test.each([
    ['success', 3, 0, 0],
    ['partial_success', 2, 1, 0],
    ['partial_success', 1, 1, 1],
    ['failed', 0, 0, 2],
    ['failed', 0, 3, 0],
  ])('tells %s for %i ingested, %i skipped and %i failed', (state, ingested, skipped, failed) => {
    const run = ingestRun(ingested, skipped, failed);
    const job = JobSchema.parse(jobToWire(run));
    expect(job.kind).toBe('knowledge_ingest');
    expect(job.result).toEqual(run.output);
    expect(job.result_summary).toMatchObject({ kind: 'knowledge_ingest', state, failed_count: failed });
  });

  test('without a result, or with one cut out of a list, tells none', () => {
    for (const members of [{ output: null }, { output: null, omitted: ['output' as const] }]) {
      const job = JobSchema.parse(jobToWire(ingestRun(1, 0, 0, members)));
      expect(job).toMatchObject({ kind: 'knowledge_ingest', result: null, result_summary: null });
    }
  });

  test('with a value of another shape tells it as a value', () => {
    const output = { kind: 'knowledge_ingest', version: 1 };
    const job = JobSchema.parse(jobToWire(ingestRun(1, 0, 0, { output })));
    expect(job.result).toEqual({ kind: 'value', value: output });
  });

  test('is told for that target alone', () => {
    const run = ingestRun(1, 0, 0, { target: 'task:hello' });
    const job = JobSchema.parse(jobToWire(run));
    expect(job).toMatchObject({ kind: null, result: { kind: 'value' }, result_summary: { kind: 'value' } });
  });
});
