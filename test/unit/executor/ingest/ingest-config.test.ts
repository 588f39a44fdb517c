import { describe, expect, test } from 'vitest';
import { readIngestConfig } from '../../../../src/executor/ingest/ingest-config.ts';
import { IngestError } from '../../../../src/executor/ingest/ingest-error.ts';
import { uploadPath } from '../../../../src/executor/ingest/upload-path.ts';

describe('the config of an ingest', () => {
  test.each(['paths', 'upload_paths', 'uploadPaths'])('takes paths as %s', (key) => {
    expect(readIngestConfig({ [key]: ['a.md'] })).toEqual({
      sources: { mode: 'explicit_sources', paths: ['a.md'], ids: [] },
      knowledgePath: 'knowledge',
      description: null,
      slug: null,
    });
  });

  test.each(['upload_ids', 'uploadIds'])('takes ids as %s, after the paths', (key) => {
    expect(readIngestConfig({ [key]: ['x'], paths: ['a.md'] }).sources).toEqual({
      mode: 'explicit_sources',
      paths: ['a.md'],
      ids: ['x'],
    });
  });

  test.each(['path_prefix', 'upload_prefix', 'pathPrefix', 'uploadPrefix'])(
    'takes a prefix as %s, with the folders below it unless told otherwise',
    (key) => {
      expect(readIngestConfig({ [key]: 'a' }).sources).toMatchObject({ prefix: 'a', recursive: true });
      expect(readIngestConfig({ [key]: 'a', recursive: false }).sources).toMatchObject({ recursive: false });
    },
  );

  test('takes the place, the description and the slug, and passes over what it does not know', () => {
    const config = { paths: ['a.md'], knowledgePath: 'docs/kb/', description: 'D', slug: 's', file_count: 1 };
    expect(readIngestConfig(config)).toMatchObject({ knowledgePath: 'docs/kb', description: 'D', slug: 's' });
  });

  test.each([
    ['nothing', {}, 'nothing to ingest'],
    ['empty lists', { paths: [], upload_ids: [] }, 'nothing to ingest'],
    ['paths and a prefix', { paths: ['a.md'], path_prefix: 'b' }, 'not both'],
    ['ids and a prefix', { upload_ids: ['x'], path_prefix: 'b' }, 'not both'],
    ['a number for paths', { paths: 3 }, 'paths'],
    ['an empty path', { paths: [''] }, 'paths.0'],
    ['a place outside the project', { paths: ['a.md'], knowledge_path: '../x' }, 'knowledge_path'],
    ['an absolute place', { paths: ['a.md'], knowledge_path: '/tmp' }, 'knowledge_path'],
    ['a hidden place', { paths: ['a.md'], knowledge_path: 'x/.git' }, 'knowledge_path'],
    ['the project as the place', { paths: ['a.md'], knowledge_path: '.' }, 'knowledge_path'],
  ])('refuses %s', (_, config, words) => {
    const read = () => readIngestConfig(config);
    expect(read).toThrow(IngestError);
    expect(read).toThrow(words);
  });
});

describe('the path of an upload', () => {
  test.each([
    ['a.md', 'a.md'],
    ['uploads/a.md', 'a.md'],
    ['uploads/uploads/a.md', 'uploads/a.md'],
    ['./a//b.md', 'a/b.md'],
    ['uploads/', ''],
  ])('%s means %s', (said, path) => {
    expect(uploadPath(said)).toBe(path);
  });

  test.each(['../a', 'a/../../b', '/etc/passwd', 'a\0b', 'a\\..\\b', 'uploads/..'])(
    '%j leads out',
    (said) => {
      expect(() => uploadPath(said)).toThrow('leads out of uploads/');
    },
  );
});
