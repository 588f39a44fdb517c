import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createProjectFiles } from '../../../../src/executor/project-files/create-project-files.ts';
import type { ProjectFiles } from '../../../../src/executor/project-files/project-files.ts';
import { uploadIdOf } from '../../../../src/executor/project-files/upload-id.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

const projectId = '8d3a1c52-9b7e-4f60-a1d2-3c4b5a697887';
let dir: ReturnType<typeof makeTempDir>;
let files: ProjectFiles;
beforeEach(() => {
  dir = makeTempDir('files');
  files = createProjectFiles(dir.path, projectId);
});
afterEach(() => dir.remove());

async function* bytes(...pieces: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece);
}

async function listed(query: Partial<Parameters<ProjectFiles['listUploads']>[0]> = {}) {
  const paths: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await files.listUploads({ recursive: true, limit: 2, ...query, cursor });
    paths.push(...page.items.map((item) => (item.kind === 'file' ? item.upload.path : `${item.path}/`)));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return paths;
}

describe('uploads', () => {
  test('an upload is written whole, found by path and by id, and removed', async () => {
    const written = await files.writeUpload('uploads/a/b.txt', bytes('one', 'two'));
    expect(written).toMatchObject({ id: uploadIdOf(projectId, 'a/b.txt'), path: 'a/b.txt', size: 6 });
    expect(readFileSync(join(dir.path, 'uploads/a/b.txt'), 'utf8')).toBe('onetwo');
    expect(await files.getUpload('a/b.txt')).toEqual(written);
    expect(await files.getUpload(written.id.toUpperCase())).toEqual(written);
    const { size, bytes: stream } = await files.readUpload('a/b.txt');
    expect([size, Buffer.concat(await stream.toArray()).toString()]).toEqual([6, 'onetwo']);
    expect(await files.deleteUpload('a/b.txt')).toEqual(written);
    await expect(files.getUpload(written.id)).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('are listed by name, in pages, without hidden files and links', async () => {
    for (const path of ['b.md', 'a/2.md', 'a/1.md', 'a/deep/3.md', 'a.md', 'c d/ä.md']) {
      await files.writeUpload(path, bytes('x'));
    }
    writeFileSync(join(dir.path, 'uploads/.secret'), 'x');
    symlinkSync('/etc', join(dir.path, 'uploads/etc'));
    const all = ['a/1.md', 'a/2.md', 'a/deep/3.md', 'a.md', 'b.md', 'c d/ä.md'];
    expect(await listed()).toEqual(all);
    expect(await listed({ limit: 1 })).toEqual(all);
    expect(await listed({ recursive: false })).toEqual(['a/', 'a.md', 'b.md', 'c d/']);
    expect(await listed({ path: 'a' })).toEqual(['a/1.md', 'a/2.md', 'a/deep/3.md']);
    expect(await listed({ path: '/uploads/a/', recursive: false })).toEqual(['a/1.md', 'a/2.md', 'a/deep/']);
    await expect(listed({ path: 'none' })).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('a link to another upload is removed, and the other one stays', async () => {
    await files.writeUpload('real.txt', bytes('kept'));
    symlinkSync(join(dir.path, 'uploads/real.txt'), join(dir.path, 'uploads/link.txt'));
    await files.deleteUpload('link.txt');
    expect(readdirSync(join(dir.path, 'uploads'))).toEqual(['real.txt']);
  });

  test('a project without the folder has none', async () => {
    expect(await listed()).toEqual([]);
  });

  test('what breaks off leaves nothing behind, and the file before it as it was', async () => {
    await files.writeUpload('a.txt', bytes('before'));
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('after');
      throw new Error('gone');
    }
    await expect(files.writeUpload('a.txt', broken())).rejects.toThrow('gone');
    expect(readFileSync(join(dir.path, 'uploads/a.txt'), 'utf8')).toBe('before');
    expect(readdirSync(join(dir.path, 'uploads'))).toEqual(['a.txt']);
  });

  test('what is too large is refused while it comes', async () => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        sent++;
        yield Buffer.alloc(1_000_000);
      }
    }
    await expect(files.writeUpload('a.txt', endless())).rejects.toMatchObject({
      kind: 'invalid',
      message: 'The file is larger than 100 MB',
    });
    expect(sent).toBe(101);
    expect(readdirSync(join(dir.path, 'uploads'))).toEqual([]);
  });

  test('no folder becomes a file, and no file a folder', async () => {
    await files.writeUpload('a/b.txt', bytes('x'));
    await expect(files.writeUpload('a', bytes('x'))).rejects.toMatchObject({ kind: 'conflict' });
    await expect(files.writeUpload('a/b.txt/c', bytes('x'))).rejects.toMatchObject({ kind: 'conflict' });
    await expect(files.getUpload('a')).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('a path', () => {
  test.each([
    ['../package.json', 'invalid'],
    ['a/../../x', 'invalid'],
    ['..', 'invalid'],
    ['', 'invalid'],
    ['/', 'invalid'],
    ['uploads/', 'invalid'],
    ['a\\..\\b', 'invalid'],
    ['a\0b', 'invalid'],
    ['a\nb', 'invalid'],
    ['\ud800', 'invalid'],
    ['x'.repeat(1025), 'invalid'],
    ['x'.repeat(256), 'invalid'],
    ['.env', 'forbidden'],
    ['a/.git/config', 'forbidden'],
  ])('%j is refused', async (path, kind) => {
    await expect(files.writeUpload(path, bytes('x'))).rejects.toMatchObject({ kind });
    await expect(files.getUpload(path)).rejects.toMatchObject({ kind });
    await expect(files.deleteUpload(path)).rejects.toMatchObject({ kind });
  });

  test('through a link leads nowhere, for reading, writing and removing', async () => {
    using outside = makeTempDir('outside');
    writeFileSync(join(outside.path, 'secret.txt'), 'secret');
    mkdirSync(join(dir.path, 'uploads'));
    symlinkSync(outside.path, join(dir.path, 'uploads/out'));
    symlinkSync(join(outside.path, 'secret.txt'), join(dir.path, 'uploads/secret.txt'));
    for (const path of ['out/secret.txt', 'secret.txt']) {
      await expect(files.readUpload(path)).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(files.deleteUpload(path)).rejects.toMatchObject({ kind: 'forbidden' });
    }
    await expect(files.writeUpload('out/new.txt', bytes('x'))).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(files.writeUpload('out/deep/new.txt', bytes('x'))).rejects.toMatchObject({
      kind: 'forbidden',
    });
    // A link that is written over is replaced: what it led to stays as it was.
    await files.writeUpload('secret.txt', bytes('x'));
    expect(readFileSync(join(dir.path, 'uploads/secret.txt'), 'utf8')).toBe('x');
    expect(readdirSync(outside.path)).toEqual(['secret.txt']);
    expect(readFileSync(join(outside.path, 'secret.txt'), 'utf8')).toBe('secret');
  });

  test('to knowledge is refused for the same reasons', async () => {
    await expect(files.writeKnowledge('../tasks/a.ts', 'x')).rejects.toMatchObject({ kind: 'invalid' });
    await expect(files.writeKnowledge('.git/config', 'x')).rejects.toMatchObject({ kind: 'forbidden' });
  });

  test('into a folder that is itself a link is refused', async () => {
    using outside = makeTempDir('outside');
    symlinkSync(outside.path, join(dir.path, 'knowledge'));
    await expect(files.writeKnowledge('a.md', 'x')).rejects.toMatchObject({ kind: 'forbidden' });
    expect(readdirSync(outside.path)).toEqual([]);
  });
});

describe('files', () => {
  test('a text is written to the knowledge folder alone, and listed with the uploads', async () => {
    expect(await files.writeKnowledge('knowledge/a/b.md', '# hé')).toMatchObject({
      path: 'knowledge/a/b.md',
      size: 5,
    });
    await files.writeKnowledge('c.md', '');
    await files.writeUpload('c.txt', bytes('x'));
    const query = { sortBy: 'path', newestFirst: false, limit: 2 } as const;
    const first = await files.listFiles(query);
    expect(first.items.map((file) => file.path)).toEqual(['knowledge/a/b.md', 'knowledge/c.md']);
    const rest = await files.listFiles({ ...query, cursor: first.nextCursor ?? '' });
    expect(rest).toMatchObject({ items: [{ path: 'uploads/c.txt' }], nextCursor: null });
    const matched = await files.listFiles({ ...query, pattern: '*/c.*' });
    expect(matched.items.map((file) => file.path)).toEqual(['knowledge/c.md', 'uploads/c.txt']);
    expect((await files.listFiles({ ...query, pattern: 'knowledge/c.md' })).items).toHaveLength(1);
    expect((await files.listFiles({ ...query, pattern: '*'.repeat(2000) })).items).toHaveLength(2);
    await expect(files.listFiles({ ...query, cursor: 'bent' })).rejects.toMatchObject({ kind: 'invalid' });
  });

  test('are listed newest first, each once over all pages', async () => {
    for (let index = 0; index < 7; index++) await files.writeKnowledge(`${index}.md`, 'x');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await files.listFiles({ sortBy: 'updated_at', newestFirst: true, limit: 3, cursor });
      seen.push(...page.items.map((file) => file.path));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6].map((index) => `knowledge/${index}.md`));
  });
});
