import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TaskContext } from '../task-types.ts';

interface Config {
  /** Below uploads/, such as `recipes/sourdough.md`. */
  path?: string;
}

export default {
  name: 'Ingest a document',
  description: 'Turns one file of uploads/ into a page of knowledge/.',
  inputSchema: {
    type: 'object',
    properties: {
      path: { type: 'string', description: 'File below uploads/', examples: ['recipes/sourdough.md'] },
    },
    required: ['path'],
    additionalProperties: false,
  },
  outputSchema: {
    type: 'object',
    properties: { source: { type: 'string' }, page: { type: 'string' }, characters: { type: 'number' } },
  },
  schedulable: true,

  async run(ctx: TaskContext<Config>) {
    const path = checkedPath(ctx.config.path);
    console.log(`reading uploads/${path}`);
    ctx.progress?.(0, 3, 'reading');
    const text = await readFile(join('uploads', path), 'utf8');

    // Real conversions take a moment. Passing the signal on makes the wait end when the run is cancelled.
    await delay(100 + text.length / 4, undefined, { signal: ctx.signal });
    ctx.progress?.(1, 3, 'converting');
    const body = toMarkdown(path, text);

    await delay(200, undefined, { signal: ctx.signal });
    ctx.progress?.(2, 3, 'writing');
    const page = `knowledge/${slugOf(path)}.md`;
    await mkdir(dirname(page), { recursive: true });
    await writeFile(page, pageText(path, body));

    console.log(`wrote ${page}, ${body.length} characters`);
    ctx.progress?.(3, 3);
    ctx.event?.('document.ingested', { message: `${path} is now ${page}`, page });
    return { source: `uploads/${path}`, page, characters: body.length };
  },
};

function checkedPath(path: string | undefined): string {
  if (path === undefined) throw new Error('Say which file: {"path": "recipes/sourdough.md"}.');
  if (path.startsWith('/') || path.split('/').includes('..')) {
    throw new Error(`The path "${path}" leads out of uploads/.`);
  }
  return path;
}

/** `recipes/Rye Bread.md` becomes `recipes-rye-bread`. */
function slugOf(path: string): string {
  const withoutExtension = path.slice(0, path.length - extname(path).length);
  const slug = withoutExtension.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return slug.replace(/^-|-$/g, '') || 'document';
}

function toMarkdown(path: string, text: string): string {
  switch (extname(path)) {
    case '.csv':
      return table(text);
    case '.json':
      return `\`\`\`json\n${JSON.stringify(JSON.parse(text), null, 2)}\n\`\`\``;
    default:
      return text.replaceAll('\r\n', '\n').trim();
  }
}

function table(csv: string): string {
  const [header = [], ...rows] = csv
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((cell) => cell.trim().replaceAll('|', '\\|')));
  const lines = [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${rows.length} rows, ${header.length} columns\n\n${lines.join('\n')}`;
}

function pageText(path: string, body: string): string {
  const name = basename(path, extname(path));
  const title = name.replace(/[_-]/g, ' ').replace(/\b\w/g, (letter) => letter.toUpperCase());
  const front = {
    source: `uploads/${path}`,
    source_type: extname(path).slice(1),
    added: new Date().toISOString().slice(0, 10),
    description: `Parsed from ${basename(path)}`,
  };
  const matter = Object.entries(front).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${matter.join('\n')}\n---\n\n# ${title}\n\n${body.replace(/\n{3,}/g, '\n\n')}\n`;
}
