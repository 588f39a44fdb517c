import { describe, expect, test } from 'vitest';
import {
  type IngestRun,
  ingestBatchResult,
  maxListedSources,
} from '../../../../src/executor/batches/ingest-batch-result.ts';

const uploadId = '0198c0de-0000-7000-8000-000000000001';

const ingestRun = (members: Partial<IngestRun>): IngestRun => ({
  status: 'completed',
  config: {},
  output: null,
  error: null,
  reasonText: null,
  ...members,
});

const output = {
  kind: 'knowledge_ingest',
  version: 1,
  ingested: [
    { source: 'uploads/a.pdf', remotePath: 'knowledge/a.md', warnings: ['Truncated 3 rows', 'more'] },
  ],
  skipped: [
    {
      source: 'uploads/b.exe',
      reason: 'unsupported_file_type',
      message: 'Unsupported file type: .exe',
    },
  ],
  failed: [{ source: 'uploads/c.pdf', reason: 'parser_error', message: 'knowledge ingest parser failed: x' }],
};

const source = (label: string, members = {}) => ({
  label,
  path: label,
  upload_id: null,
  remote_path: null,
  warning_count: 0,
  ...members,
});

describe('the result of an ingest batch', () => {
  test('adds up what the outputs of its runs say', () => {
    const paths = ['uploads/a.pdf', 'uploads/b.exe', 'uploads/c.pdf', 'uploads/d.pdf'];
    expect(ingestBatchResult([ingestRun({ config: { paths }, output })])).toEqual({
      kind: 'knowledge_ingest',
      total_count: 4,
      completed_count: 1,
      skipped_count: 1,
      failed_count: 1,
      processing: [],
      completed: [source('uploads/a.pdf', { remote_path: 'knowledge/a.md', warning_count: 2 })],
      remaining: [source('uploads/d.pdf')],
      skipped: [source('uploads/b.exe', { message: 'Unsupported file type: .exe' })],
      failed: [source('uploads/c.pdf', { message: 'knowledge ingest parser failed: x' })],
      remaining_label: 'Not Ingested Files',
    });
  });

  test('takes the sources of a run without output from its config, in every spelling', () => {
    const result = ingestBatchResult([
      ingestRun({ status: 'running', config: { upload_paths: ['a.pdf'] } }),
      ingestRun({ status: 'pending', config: { uploadPaths: ['uploads/b.pdf'], uploadIds: [uploadId] } }),
      ingestRun({ status: 'waiting', config: { pathPrefix: 'docs' } }),
      ingestRun({ status: 'cancelled', config: { paths: ['c.pdf'] } }),
      ingestRun({ status: 'failed', config: { paths: ['d.pdf'] }, reasonText: 'out of memory' }),
      ingestRun({ status: 'failed', config: { paths: ['e.pdf'] }, error: { message: 'no such upload' } }),
    ]);
    expect(result).toMatchObject({
      total_count: 7,
      completed_count: 0,
      failed_count: 2,
      processing: [source('uploads/a.pdf')],
      remaining: [
        source('uploads/b.pdf'),
        source(uploadId, { path: null, upload_id: uploadId }),
        source('uploads/docs', { path: null }),
        source('uploads/c.pdf'),
      ],
      failed: [
        source('uploads/d.pdf', { message: 'out of memory' }),
        source('uploads/e.pdf', { message: 'no such upload' }),
      ],
      remaining_label: 'Remaining Files',
    });
  });

  test('knows the upload of a run that was asked for one only', () => {
    const one = { ...output, skipped: [], failed: [] };
    const result = ingestBatchResult([ingestRun({ config: { upload_ids: [uploadId] }, output: one })]);
    expect(result).toMatchObject({
      total_count: 1,
      completed: [{ path: 'uploads/a.pdf', upload_id: uploadId }],
    });
  });

  test('counts every source and lists so many', () => {
    const paths = Array.from({ length: 700 }, (_, n) => `${n}.txt`);
    const result = ingestBatchResult([
      ingestRun({ status: 'pending', config: { paths } }),
      ingestRun({ status: 'pending', config: { paths } }),
    ]);
    expect(result).toMatchObject({ total_count: 1400, completed_count: 0 });
    expect(result['remaining']).toHaveLength(maxListedSources);
  });

  test('survives configs and outputs of any shape', () => {
    const odd = [null, 7, 'text', [], { kind: 'knowledge_ingest', ingested: 'x', failed: [null, 3, {}] }];
    const runs = odd.flatMap((value) => [
      ingestRun({ output: value }),
      ingestRun({ config: value, status: 'failed' }),
      ingestRun({ config: { paths: value, upload_ids: [1, null, 'no uuid'] }, status: 'running' }),
    ]);
    expect(ingestBatchResult(runs)).toMatchObject({ failed_count: 3, total_count: 3 + odd.length });
  });
});
