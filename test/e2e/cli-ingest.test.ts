import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastJson, openCliProject } from '../helpers/cli-project.ts';

const fixtures = new URL('../fixtures/documents/', import.meta.url).pathname;

test('the built program ingests documents of every kind with the libraries in its bundle', async () => {
  await using project = openCliProject({});
  const uploads = join(project.dir, 'uploads');
  mkdirSync(uploads);
  const names = ['oven.docx', 'prices.xlsx', 'prices.xls', 'slides.pptx', 'opening.pdf', 'encrypted.pdf'];
  for (const name of [...names, 'README.md']) copyFileSync(fixtures + name, join(uploads, name));

  const config = JSON.stringify({ path_prefix: 'uploads/' });
  const args = ['run', 'task:knowledge-ingest', '--config', config, '--wait', '--json'];
  const { stdout } = await project.vfjobs(args);
  expect(lastJson(stdout)).toMatchObject({
    status: 'failed',
    error: { message: '1 knowledge source(s) failed' },
    output: {
      summary: { requested_count: 7, ingested_count: 6, failed_count: 1 },
      failed: [{ source: 'uploads/encrypted.pdf', message: expect.stringContaining('password') }],
    },
  });
  const pages = readdirSync(join(project.dir, 'knowledge')).sort();
  expect(pages).toEqual(['opening.md', 'oven.md', 'prices-2.md', 'prices.md', 'readme.md', 'slides.md']);
  for (const page of pages) {
    expect(readFileSync(join(project.dir, 'knowledge', page), 'utf8')).toMatch(/^---\nsource: "uploads\//);
  }
  const { stdout: targets } = await project.vfjobs(['targets']);
  expect(targets).toContain('task:knowledge-ingest');
});
