import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { IngestError } from '../../../../src/executor/ingest/ingest-error.ts';
import { ingestKnowledge } from '../../../../src/executor/ingest/knowledge-ingest.ts';
import { uploadIdOf } from '../../../../src/executor/project-files/upload-id.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../../src/lib/json.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

const projectId = '8d3a1c52-9b7e-4f60-a1d2-3c4b5a697887';
const clock = makeFakeClock(Date.UTC(2026, 0, 31, 12));

interface Told {
  readonly type: string;
  readonly level: string;
  readonly payload: JsonObject;
}

/** A project with these files, and a way to ingest in it. */
function open(files: Readonly<Record<string, string>>) {
  const temp = makeTempDir('ingest');
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(temp.path, path)), { recursive: true });
    writeFileSync(join(temp.path, path), content);
  }
  const told: Told[] = [];
  return {
    dir: temp.path,
    told,
    read: (path: string) => readFileSync(join(temp.path, path), 'utf8'),
    pages: (folder = 'knowledge') => readdirSync(join(temp.path, folder)).sort(),
    async ingest(
      config: JsonObject,
      signal = new AbortController().signal,
      onEvent: (type: string) => void = () => undefined,
    ): Promise<JsonObject> {
      const event = (type: string, payload: JsonObject = {}, level = 'info') => {
        told.push({ type, level, payload });
        onEvent(type);
      };
      const context = { config, projectId, signal, event, progress: () => undefined };
      return await ingestKnowledge(context, temp.path, clock);
    },
    [Symbol.dispose]: temp.remove,
  };
}

/** What of a result is told of each source: slugs, reasons of skipped ones, messages of failed ones. */
function outcomeOf(result: JsonValue) {
  if (!isJsonObject(result)) throw new Error('there is no result');
  const each = (list: string, member: string) => {
    const entries = result[list];
    return Array.isArray(entries)
      ? entries.map((entry) => (isJsonObject(entry) ? entry[member] : null))
      : null;
  };
  return {
    ingested: each('ingested', 'slug'),
    skipped: each('skipped', 'reason'),
    failed: each('failed', 'message'),
  };
}

async function failureOf(ingesting: Promise<unknown>): Promise<IngestError> {
  const thrown = await ingesting.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof IngestError) return thrown;
  throw new Error(`expected an IngestError, not ${String(thrown)}`);
}

describe('an ingest', () => {
  test('answers what the contract says, and writes the page', async () => {
    using project = open({ 'uploads/demo/notes.txt': 'Hello' });
    expect(await project.ingest({ paths: ['demo/notes.txt'] })).toEqual({
      kind: 'knowledge_ingest',
      version: 1,
      metadata: { requested_count: 1, source_mode: 'explicit_sources', knowledge_path: 'knowledge' },
      summary: { requested_count: 1, ingested_count: 1, skipped_count: 0, failed_count: 0 },
      ingested: [
        {
          source: 'uploads/demo/notes.txt',
          localSourcePath: 'uploads/demo/notes.txt',
          outputPath: 'knowledge/demo-notes.md',
          remotePath: 'knowledge/demo-notes.md',
          slug: 'demo-notes',
          sourceType: 'txt',
          summary: '5 characters',
          stats: { characters: 5, lines: 1 },
          warnings: [],
        },
      ],
      skipped: [],
      failed: [],
    });
    expect(project.read('knowledge/demo-notes.md')).toBe(
      '---\nsource: "uploads/demo/notes.txt"\nsource_type: "txt"\nadded: "2026-01-31"\n' +
        'description: "Parsed from notes.txt"\n---\n\n# Notes\n\nHello\n',
    );
  });

  test('goes through paths, then ids, and takes each source once', async () => {
    using project = open({ 'uploads/a.md': 'a', 'uploads/b/c.md': 'c', 'uploads/d.md': 'd' });
    const ids = [uploadIdOf(projectId, 'd.md'), uploadIdOf(projectId, 'a.md').toUpperCase()];
    const result = await project.ingest({ paths: ['uploads/b/c.md', 'a.md'], upload_ids: ids });
    expect(outcomeOf(result).ingested).toEqual(['b-c', 'a', 'd']);
  });

  test('names the page, its place and its description as told', async () => {
    using project = open({ 'uploads/a.md': 'a' });
    await project.ingest({
      paths: ['a.md'],
      slug: 'My Page',
      knowledge_path: 'docs/kb',
      description: 'Mine',
    });
    expect(project.read('docs/kb/my-page.md')).toContain('description: "Mine"');
  });

  test('numbers pages that clash', async () => {
    using project = open({ 'uploads/a b.md': '1', 'uploads/a-b.md': '2', 'uploads/a/b.txt': '3' });
    await project.ingest({ path_prefix: 'uploads/' });
    expect(project.pages()).toEqual(['a-b-2.md', 'a-b-3.md', 'a-b.md']);
    expect(project.read('knowledge/a-b.md')).toContain('uploads/a/b.txt');
  });

  test('replaces the page of an earlier run, and a link in its place', async () => {
    using project = open({ 'uploads/a.md': 'new', 'knowledge/x.md': 'x', 'outside.md': 'untouched' });
    symlinkSync(join(project.dir, 'outside.md'), join(project.dir, 'knowledge/a.md'));
    await project.ingest({ paths: ['a.md'] });
    expect(project.read('knowledge/a.md')).toContain('new');
    expect(project.read('outside.md')).toBe('untouched');
    expect(project.pages()).toEqual(['a.md', 'x.md']);
  });
});

describe('a prefix', () => {
  const files = {
    'uploads/demo/b.md': 'b',
    'uploads/demo/sub/a.md': 'a',
    'uploads/demo/.hidden.md': 'h',
    'uploads/demo/.git/x.md': 'h',
    'uploads/demo/node_modules/p/readme.md': 'n',
    'uploads/demo/photo.jpeg': 'p',
    'uploads/demo2.md': 'd',
  };

  test('is a folder with all that is below it, and tells what was skipped', async () => {
    using project = open(files);
    const result = await project.ingest({ path_prefix: 'demo' });
    expect(outcomeOf(result)).toEqual({
      ingested: ['demo-b', 'demo-sub-a'],
      skipped: ['hidden_path', 'hidden_path', 'ignored_directory', 'unsupported_file_type'],
      failed: [],
    });
    expect(result['summary']).toMatchObject({ requested_count: 6, ingested_count: 2, skipped_count: 4 });
    expect(result['skipped']).toContainEqual({
      source: 'uploads/demo/photo.jpeg',
      localSourcePath: 'uploads/demo/photo.jpeg',
      reason: 'unsupported_file_type',
      message: 'Unsupported file type: .jpeg',
    });
  });

  test('leaves folders out when it is not recursive', async () => {
    using project = open(files);
    const result = await project.ingest({ path_prefix: 'uploads/demo/', recursive: false });
    expect(outcomeOf(result).ingested).toEqual(['demo-b']);
  });

  test('may be the beginning of names', async () => {
    using project = open(files);
    expect(outcomeOf(await project.ingest({ path_prefix: 'dem' })).ingested).toEqual([
      'demo-b',
      'demo-sub-a',
      'demo2',
    ]);
  });
});

describe('an ingest fails as a whole, before it writes anything,', () => {
  test.each<[what: string, config: JsonObject, words: string]>([
    ['for a path that is not there', { paths: ['a.md', 'none.md'] }, 'no upload "uploads/none.md"'],
    ['for a folder as a path', { paths: ['sub'] }, 'is a folder'],
    ['for an id that is not there', { upload_ids: [projectId] }, 'no upload with the id'],
    ['for a path that leads out', { paths: ['a.md', '../package.json'] }, 'leads out of uploads/'],
    ['for a prefix that leads out', { path_prefix: '../' }, 'leads out of uploads/'],
    ['when nothing was found', { path_prefix: 'none/' }, 'No knowledge sources were found'],
    ['for a slug and several sources', { path_prefix: 'uploads', slug: 'x' }, 'a single source'],
  ])('%s', async (_, config, words) => {
    using project = open({ 'uploads/a.md': 'a', 'uploads/sub/b.md': 'b' });
    const error = await failureOf(project.ingest(config));
    expect(error.message).toContain(words);
    expect(error.retry).toBe(false);
    expect(() => project.pages()).toThrow('ENOENT');
  });

  test('without uploads/, and where that is a link', async () => {
    using project = open({ 'elsewhere/a.md': 'a' });
    expect((await failureOf(project.ingest({ path_prefix: 'a' }))).message).toContain('no folder uploads/');
    symlinkSync(join(project.dir, 'elsewhere'), join(project.dir, 'uploads'));
    expect((await failureOf(project.ingest({ path_prefix: 'a' }))).message).toContain('is a link');
  });

  test('for more sources than a result can hold', async () => {
    using project = open(
      Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`uploads/${n}.md`, 'x'] as const)),
    );
    const error = await failureOf(project.ingest({ path_prefix: 'uploads' }));
    expect(error.message).toContain('more than 1000 knowledge sources');
  });
});

describe('a source that fails', () => {
  test('does not keep the others; the run fails and keeps its result', async () => {
    using project = open({ 'uploads/a.json': '{', 'uploads/b.md': 'b' });
    const error = await failureOf(project.ingest({ path_prefix: 'uploads' }));
    expect(error.message).toBe('1 knowledge source(s) failed');
    expect(outcomeOf(error.output)).toEqual({
      ingested: ['b'],
      skipped: [],
      failed: [expect.stringMatching(/^knowledge ingest parser failed: it is no valid JSON/)],
    });
    expect(project.pages()).toEqual(['b.md']);
  });

  test('may be a link out of the project, which is never read', async () => {
    using outside = makeTempDir('outside');
    writeFileSync(join(outside.path, 'secret.md'), 'secret');
    using project = open({ 'uploads/b.md': 'b' });
    symlinkSync(join(outside.path, 'secret.md'), join(project.dir, 'uploads/a.md'));
    symlinkSync(outside.path, join(project.dir, 'uploads/folder'));
    symlinkSync(join(project.dir, 'uploads/none'), join(project.dir, 'uploads/dangling.md'));
    const all = await failureOf(project.ingest({ path_prefix: 'uploads' }));
    expect(outcomeOf(all.output)).toMatchObject({
      ingested: ['b'],
      skipped: ['unsupported_file_type'],
      failed: [expect.stringContaining('is a link to a place outside'), expect.stringContaining('no file')],
    });
    const named = await failureOf(project.ingest({ paths: ['folder/secret.md'] }));
    expect(outcomeOf(named.output).failed).toEqual([expect.stringContaining('is a link to a place outside')]);
    expect((await failureOf(project.ingest({ path_prefix: 'folder' }))).message).toContain('No knowledge');
    expect(project.pages()).toEqual(['b.md']);
  });

  test('has an upload_error when its page cannot be written, such as through a link', async () => {
    using outside = makeTempDir('outside');
    using project = open({ 'uploads/b.md': 'b' });
    symlinkSync(outside.path, join(project.dir, 'knowledge'));
    const error = await failureOf(project.ingest({ paths: ['b.md'], knowledge_path: 'knowledge/deep' }));
    expect(error.output).toMatchObject({ failed: [{ source: 'uploads/b.md', reason: 'upload_error' }] });
    expect(readdirSync(outside.path)).toEqual([]);
  });

  test('or is skipped leaves a run that ingested nothing, which fails', async () => {
    using project = open({ 'uploads/a.png': 'x' });
    const error = await failureOf(project.ingest({ paths: ['a.png'] }));
    expect(error.message).toBe('No knowledge sources were ingested');
    expect(error.output).toMatchObject({ summary: { requested_count: 1, skipped_count: 1 } });
  });
});

test('an ingest tells its events word for word', async () => {
  const rows = Array.from({ length: 201 }, (_, n) => `${n}`).join('\n');
  using project = open({
    'uploads/a.csv': `n\n${rows}`,
    'uploads/b.html': '<p>hi',
    'uploads/c.json': '{',
    'uploads/d.png': '',
  });
  await failureOf(project.ingest({ path_prefix: 'uploads' }));
  const place = (current: number, name: string) => ({
    progress_current: current,
    progress_total: 3,
    source_name: name,
  });
  expect(project.told.map(({ type, level, payload }) => [type, level, payload])).toEqual(
    [
      ['started', 'info', 'Starting knowledge ingest', { mode: 'path_prefix' }],
      [
        'sources_resolved',
        'info',
        'Resolved knowledge sources',
        { progress_total: 3, ingestable_count: 3, skipped_count: 1 },
      ],
      ['sources_skipped', 'warn', 'Skipped knowledge sources', { skipped_count: 1 }],
      ['file_processing', 'info', 'Processing knowledge source', place(1, 'a.csv')],
      [
        'file_completed',
        'info',
        'Knowledge source ingested',
        { ...place(1, 'a.csv'), remote_path: 'knowledge/a.md', warning_count: 1 },
      ],
      [
        'file_warning',
        'warn',
        'Knowledge source emitted warnings',
        { source_name: 'a.csv', warning_count: 1 },
      ],
      ['file_processing', 'info', 'Processing knowledge source', place(2, 'b.html')],
      [
        'document_file_completed',
        'info',
        'Knowledge source extraction progress',
        {
          progress_unit: 'file',
          progress_current: 1,
          progress_total: 1,
          source_name: 'b.html',
          characters: 2,
        },
      ],
      [
        'file_completed',
        'info',
        'Knowledge source ingested',
        { ...place(2, 'b.html'), remote_path: 'knowledge/b.md', warning_count: 0 },
      ],
      ['file_processing', 'info', 'Processing knowledge source', place(3, 'c.json')],
      [
        'file_failed',
        'error',
        'Knowledge source failed',
        { ...place(3, 'c.json'), error: expect.stringContaining('knowledge ingest parser failed: ') },
      ],
      [
        'completed',
        'info',
        'Completed knowledge ingest',
        { ingested_count: 2, skipped_count: 1, failed_count: 1 },
      ],
    ].map(([phase, level, message, more]) => [
      `knowledge.${String(phase)}`,
      level,
      { message, phase, ...(isJsonObject(more) ? more : {}) },
    ]),
  );
});

test('an ingest that is ended stops, and leaves whole pages only', async () => {
  using project = open({ 'uploads/a.md': 'a', 'uploads/b.md': 'b' });
  const abort = new AbortController();
  const onEvent = (type: string) => {
    if (type === 'knowledge.file_completed') abort.abort(new Error('ended'));
  };
  const ending = project.ingest({ path_prefix: 'uploads' }, abort.signal, onEvent);
  await expect(ending).rejects.toThrow('ended');
  expect(project.pages()).toEqual(['a.md']);
});
