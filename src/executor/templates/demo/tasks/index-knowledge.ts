import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TaskContext } from '../task-types.ts';

interface Config {
  /** How long the whole task takes, about. */
  seconds?: number;
}

export default {
  name: 'Index the knowledge',
  description:
    'Counts which words occur on which page of knowledge/. Slow, so that there is progress to watch.',
  inputSchema: {
    type: 'object',
    properties: { seconds: { type: 'number', minimum: 0, maximum: 600, default: 20 } },
    additionalProperties: false,
  },
  schedulable: true,

  async run(ctx: TaskContext<Config>) {
    const folder = await folderWithPages();
    const pages = (await readdir(folder, { recursive: true }))
      .filter((name) => /\.(md|txt)$/.test(name))
      .sort();
    const pauseMs = ((ctx.config.seconds ?? 20) * 1000) / Math.max(1, pages.length);
    const index = new Map<string, string[]>();

    for (const [done, page] of pages.entries()) {
      // A long task asks now and then whether it is still wanted.
      ctx.signal?.throwIfAborted();
      ctx.progress?.(done, pages.length, page);
      const words = wordsIn(await readFile(join(folder, page), 'utf8'));
      for (const word of words) index.set(word, [...(index.get(word) ?? []), page]);
      console.log(`${page}: ${words.size} words`);
      await delay(pauseMs, undefined, { signal: ctx.signal });
    }

    await writeFile('knowledge-index.json', `${JSON.stringify(Object.fromEntries(index), null, 1)}\n`);
    ctx.progress?.(pages.length, pages.length);
    return { folder, pages: pages.length, words: index.size, file: 'knowledge-index.json' };
  },
};

/** `knowledge` once something was ingested, before that the documents as they came. */
async function folderWithPages(): Promise<string> {
  const pages = await readdir('knowledge').catch(() => []);
  return pages.length > 0 ? 'knowledge' : 'uploads';
}

function wordsIn(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/\p{Letter}{4,}/gu) ?? []);
}
