import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openProject } from '../../../helpers/executor-project.ts';

const fixtures = new URL('../../../fixtures/documents/', import.meta.url).pathname;
const target = 'task:knowledge-ingest';

/** An executor on a project that has every fixture among its uploads. */
async function open() {
  const project = await openProject({});
  const uploads = join(project.projectDir, 'uploads');
  mkdirSync(uploads);
  for (const name of readdirSync(fixtures)) {
    if (/\.(?:pdf|docx|xlsx?|pptx)$/.test(name)) copyFileSync(fixtures + name, join(uploads, name));
  }
  return project;
}

test('a run of the built-in target ingests documents of every kind and tells how far it is', async () => {
  await using project = await open();
  const knowledge = join(project.projectDir, 'knowledge');
  const paths = ['oven.docx', 'prices.xlsx', 'prices.xls', 'opening.pdf', 'slides.pptx'];
  const { id } = await project.create({ target, config: { paths } });
  const run = await project.ended(id);
  expect(run).toMatchObject({
    status: 'completed',
    error: null,
    output: { summary: { requested_count: 5, ingested_count: 5, skipped_count: 0, failed_count: 0 } },
    progress: { done: 5, total: 5 },
  });
  expect(readdirSync(knowledge).sort()).toEqual([
    'opening.md',
    'oven.md',
    'prices-2.md',
    'prices.md',
    'slides.md',
  ]);
  expect(readFileSync(join(knowledge, 'oven.md'), 'utf8')).toContain('# Oven manual');
  const types = project.eventTypes(id);
  expect(types).toContain('knowledge.pdf_page_completed');
  expect(types).toContain('knowledge.ppt_slide_completed');
  expect(types.filter((type) => type === 'knowledge.file_completed')).toHaveLength(5);
});

test('a run with a document that cannot be read fails at once, and keeps what it did', async () => {
  await using project = await open();
  const knowledge = join(project.projectDir, 'knowledge');
  const config = { paths: ['encrypted.pdf', 'opening.pdf'] };
  const { id } = await project.create({ target, config, backoffLimit: 3 });
  expect(await project.ended(id)).toMatchObject({
    status: 'failed',
    attempt: 1,
    error: { message: '1 knowledge source(s) failed', code: 'knowledge_ingest_failed' },
    output: {
      summary: { ingested_count: 1, failed_count: 1 },
      failed: [{ source: 'uploads/encrypted.pdf', reason: 'parser_error' }],
    },
  });
  expect(readdirSync(knowledge)).toEqual(['opening.md']);
  const failed = project.executor
    .listEvents(id, { limit: 100, order: 'oldest-first' })
    .find(({ type }) => type === 'knowledge.file_failed');
  expect(failed).toMatchObject({ level: 'error', message: 'Knowledge source failed' });
});

test('a config of another shape is refused before there is a run', async () => {
  await using project = await open();
  await expect(project.create({ target, config: { paths: 'opening.pdf' } })).rejects.toMatchObject({
    kind: 'invalid',
    message: expect.stringContaining('paths must be array'),
  });
});

test('a run that is cancelled in the middle of a document leaves no part of its page', async () => {
  await using project = await open();
  const uploads = join(project.projectDir, 'uploads');
  const knowledge = join(project.projectDir, 'knowledge');
  writeFileSync(join(uploads, 'slow.html'), '<div>'.repeat(9000) + '</x>'.repeat(10_000_000));
  const { id } = await project.create({ target, config: { paths: ['slow.html'] } });
  const processing = new Promise<void>((resolve) => {
    const look = () => {
      if (project.eventTypes(id).includes('knowledge.file_processing')) resolve();
    };
    project.executor.subscribe(look);
    look();
  });
  await processing;
  await project.executor.cancelRun(id, 'test');
  expect((await project.ended(id)).status).toBe('cancelled');
  expect(existsSync(knowledge)).toBe(false);
});
