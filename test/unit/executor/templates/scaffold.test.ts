import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inspectSources } from '../../../../src/executor/schedules/source/inspect-sources.ts';
import { createTargetCatalog } from '../../../../src/executor/targets/target-catalog.ts';
import { scaffold } from '../../../../src/executor/templates/scaffold.ts';
import { openPool, type TestPool } from '../../../helpers/open-pool.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

/** The demo project with a worker pool on it. */
async function openDemo(): Promise<TestPool> {
  const pool = await openPool({});
  await scaffold(pool.dir);
  return pool;
}

describe('the scaffold', () => {
  test('writes the demo project and never overwrites a file', async () => {
    using temp = makeTempDir('scaffold');
    const dir = join(temp.path, 'new/project');
    const first = await scaffold(dir);
    expect(first.kept).toEqual([]);
    expect(first.written).toContain('tasks/ingest-document.ts');
    writeFileSync(join(dir, 'README.md'), 'mine');
    const second = await scaffold(dir);
    expect(second).toEqual({ written: [], kept: first.written });
    expect(readFileSync(join(dir, 'README.md'), 'utf8')).toBe('mine');
  });

  test('says so when the folder cannot be written', async () => {
    using temp = makeTempDir('scaffold');
    writeFileSync(join(temp.path, 'file'), '');
    await expect(scaffold(join(temp.path, 'file'))).rejects.toMatchObject({ kind: 'storage' });
  });
});

describe('the demo project', () => {
  test('has tasks without a fault, and documents enough for a batch of 40', async () => {
    using temp = makeTempDir('demo');
    await scaffold(temp.path);
    const catalog = createTargetCatalog({ projectDir: temp.path, cacheDir: join(temp.path, '.cache') });
    const targets = await catalog.list();
    expect(targets.map(({ target, fault }) => [target, fault])).toEqual([
      ['task:always-fails', null],
      ['task:chatter', null],
      ['task:flaky', null],
      ['task:index-knowledge', null],
      ['task:ingest-document', null],
      ['task:reports/weekly', null],
      ['task:knowledge-ingest', null],
    ]);
    expect(targets.every(({ name, description }) => name !== '' && description !== '')).toBe(true);
    const documents = readdirSync(join(temp.path, 'uploads'), { recursive: true, withFileTypes: true });
    expect(documents.filter((entry) => entry.isFile())).toHaveLength(40);
    const schedules = await inspectSources(temp.path, join(temp.path, '.cache'), catalog);
    expect(schedules).toEqual({ defined: 2, faults: [] });
  });

  test.each([
    ['recipes/rye-bread.md', 'knowledge/recipes-rye-bread.md', '# Rye Bread', '- 4.2 kg rye flour'],
    ['sales/2026-w45.csv', 'knowledge/sales-2026-w45.md', '7 rows, 3 columns', '| product | sold | price |'],
    ['handbook/glossary.json', 'knowledge/handbook-glossary.md', '```json', '"crumb"'],
  ])('ingests %s', async (path, page, ...parts) => {
    await using pool = await openDemo();
    const attempt = pool.begin('ingest-document', { config: { path } });
    expect(await attempt.outcome).toMatchObject({
      reason: 'ok',
      output: { source: `uploads/${path}`, page },
    });
    const text = readFileSync(join(pool.dir, page), 'utf8');
    expect(text).toMatch(
      /^---\nsource: "uploads\/.+"\nsource_type: "\w+"\nadded: "[\d-]{10}"\ndescription: ".+"\n---\n\n# /,
    );
    for (const part of parts) expect(text).toContain(part);
    expect(attempt.events.map(({ type }) => type)).toContain('progress');
    expect(await attempt.event('document.ingested')).toMatchObject({ payload: { page } });
  });

  test('refuses a path that leads out of the uploads', async () => {
    await using pool = await openDemo();
    const attempt = pool.begin('ingest-document', { config: { path: '../package.json' } });
    expect(await attempt.outcome).toMatchObject({
      reason: 'error',
      error: { message: expect.stringContaining('leads out') },
    });
  });

  test('stops indexing when it is cancelled', async () => {
    await using pool = await openDemo();
    const attempt = pool.begin('index-knowledge', { config: { seconds: 600 } });
    await attempt.event('progress');
    attempt.end('cancelled');
    expect(await attempt.outcome).toMatchObject({ reason: 'cancelled', signal: null });
  });

  test('indexes, reports and chats', async () => {
    await using pool = await openDemo();
    const index = pool.begin('index-knowledge', { config: { seconds: 0 } });
    expect((await index.outcome).output).toMatchObject({ folder: 'uploads', file: 'knowledge-index.json' });
    const found = JSON.parse(readFileSync(join(pool.dir, 'knowledge-index.json'), 'utf8'));
    expect(found.cardamom).toContain('recipes/cinnamon-knots.md');
    const report = pool.begin('reports/weekly', { config: { week: '2026-w45' } });
    expect((await report.outcome).output).toMatchObject({ week: '2026-w45', best: expect.any(String) });
    const chatter = pool.begin('chatter', { config: { linesPerSecond: 10_000, seconds: 0.2 } });
    expect((await chatter.outcome).output).toEqual({ printed: 2000 });
    expect((await chatter.log()).trim().split('\n')).toHaveLength(2000);
  });

  test('has a flaky task that its second attempt saves, and one that always fails with a code', async () => {
    await using pool = await openDemo();
    const runId = 'flaky-run';
    expect(await pool.begin('flaky', { runId }).outcome).toMatchObject({ reason: 'error' });
    expect(await pool.begin('flaky', { runId, attempt: 2 }).outcome).toMatchObject({ reason: 'ok' });
    expect(await pool.begin('always-fails').outcome).toMatchObject({
      reason: 'error',
      error: { code: 'OVEN_COLD', message: expect.stringContaining('Switch it on') },
    });
  });
});
