import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { lastJson, openCliProject } from '../helpers/cli-project.ts';
import { stopDaemon } from '../helpers/daemon-of.ts';

const report = z.object({
  dir: z.string(),
  written: z.array(z.string()),
  runs: z.array(z.object({ run_id: z.string(), target: z.string() })),
});

test('the demo writes its project once and starts its runs each time, the batch first', async () => {
  await using project = openCliProject({});
  const dir = join(project.env['XDG_DATA_HOME'] ?? '', 'vfjobs', 'demo');
  try {
    const first = report.parse(lastJson((await project.vfjobs(['demo', '--no-console', '--json'])).stdout));
    expect(first.dir).toBe(dir);
    expect(first.written.length).toBeGreaterThan(40);
    expect(first.runs.slice(0, 40).every(({ target }) => target === 'task:ingest-document')).toBe(true);
    expect(first.runs.slice(40).map(({ target }) => target)).toEqual([
      'task:index-knowledge',
      'task:flaky',
      'task:always-fails',
      'task:reports/weekly',
      'task:chatter',
    ]);

    appendFileSync(join(dir, 'README.md'), 'my own words');
    const again = report.parse(lastJson((await project.vfjobs(['demo', '--no-console', '--json'])).stdout));
    expect(again.written).toEqual([]);
    expect(again.runs).toHaveLength(45);
    expect(readFileSync(join(dir, 'README.md'), 'utf8')).toContain('my own words');

    const batches = await project.vfjobs(['batches', '--project-dir', dir, '--json']);
    expect(lastJson(batches.stdout)).toMatchObject({ data: [{ job_count: 40 }, { job_count: 40 }] });
  } finally {
    await stopDaemon(dir);
  }
});

test('the demo tasks do what they are there to show', async () => {
  await using project = openCliProject({});
  const dir = join(project.elsewhere, 'example');
  await project.vfjobs(['init', dir]);
  try {
    const run = (...args: string[]) => project.vfjobs(['run', ...args, '--wait', '--json'], { cwd: dir });
    const ingested = await run('ingest-document', '--config', '{"path": "recipes/sourdough.md"}');
    expect(ingested.exitCode).toBe(0);
    expect(existsSync(join(dir, 'knowledge', 'recipes-sourdough.md'))).toBe(true);
    const saved = await run('flaky');
    expect(saved.exitCode).toBe(0);
    expect(lastJson(saved.stdout)).toMatchObject({ status: 'completed', attempt: expect.any(Number) });
    const failed = await run('always-fails', '--retries', '0');
    expect(failed.exitCode).toBe(1);
    expect(lastJson(failed.stdout)).toMatchObject({ error: { message: expect.stringContaining('oven') } });
  } finally {
    await stopDaemon(dir);
  }
});

test('init keeps what exists and says what to do next', async () => {
  await using project = openCliProject({});
  const first = await project.vfjobs(['init', 'new'], { cwd: project.elsewhere });
  expect(first.stdout).toMatch(/^Wrote \d+ files to .*new\.\nNext:\n.*cd new && vfjobs/);
  const readme = join(project.elsewhere, 'new', 'README.md');
  appendFileSync(readme, 'my own words');
  const again = await project.vfjobs(['init', 'new'], { cwd: project.elsewhere });
  expect(again.stdout).toMatch(/^Wrote 0 files .*, kept \d+\./);
  expect(readFileSync(readme, 'utf8')).toContain('my own words');
});
