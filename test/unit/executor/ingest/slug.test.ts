import { describe, expect, test } from 'vitest';
import { createSlugs, slugOf } from '../../../../src/executor/ingest/slug.ts';

describe('the slug of an upload', () => {
  test.each([
    ['demo/notes.txt', 'demo-notes'],
    ['Q3 Report (final).PDF', 'q3-report-final'],
    ['a/b/c.tar.md', 'a-b-c-tar'],
    ['README', 'readme'],
    ['日本.pdf', 'document'],
    ['---.md', 'document'],
    ['chat-3f2b1c52-9b7e-4f60-a1d2-3c4b5a697887-1717171717-a1b2c3-Plan.docx', 'plan'],
    ['inbox/chat-3f2b1c52-9b7e-4f60-a1d2-3c4b5a697887-1-x-Plan.docx', 'inbox-plan'],
    ['chat-room-notes.md', 'chat-room-notes'],
  ])('of %s is %s', (path, slug) => {
    expect(slugOf(path)).toBe(slug);
  });

  test('is short enough for a file name', () => {
    expect(slugOf(`${'a'.repeat(250)}.md`).length).toBeLessThanOrEqual(200);
  });

  test('gets a number where it clashes, in the order of the sources', () => {
    const slugs = createSlugs();
    expect(['a', 'b', 'a', 'a', 'a-2', 'a'].map((slug) => slugs.take(slug))).toEqual([
      'a',
      'b',
      'a-2',
      'a-3',
      'a-2-2',
      'a-4',
    ]);
  });
});
