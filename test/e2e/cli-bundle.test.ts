import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assertBuilt, repositoryDir } from '../helpers/built-program.ts';
import { lastJson, openCliProject } from '../helpers/cli-project.ts';
import { taskSource } from '../helpers/temp-project.ts';

assertBuilt();
const dist = join(repositoryDir, 'dist');

/** The text of a bundled file and of all that it loads at once, without what it may load later. */
function loadedWith(file: string, seen = new Set<string>()): string {
  if (seen.has(file)) return '';
  seen.add(file);
  const text = readFileSync(join(dist, file), 'utf8');
  const imports = [...text.matchAll(/(?:from|import) "\.\/([^"]+)"/g)].map(([, name]) => name ?? '');
  return [text, ...imports.map((name) => loadedWith(name, seen))].join('\n');
}

function chunkOf(source: string): string {
  const name = readdirSync(dist).find(
    (file) => file.endsWith('.js') && readFileSync(join(dist, file), 'utf8').includes(`\n// ${source}\n`),
  );
  if (name === undefined) throw new Error(`${source} is in no chunk`);
  return name;
}

const heavy = [
  'node_modules/ink/',
  'node_modules/react-reconciler/',
  'node_modules/conf/',
  'node_modules/undici/',
];

test('the start of the program loads none of the large packages', () => {
  const text = loadedWith('main.js');
  expect(heavy.filter((name) => text.includes(`\n// ${name}`))).toEqual([]);
});

test.each(['serve', 'run', 'runs', 'logs', 'targets'])('vfjobs %s does not load the console', (verb) => {
  const text = loadedWith(chunkOf(`src/cli/verbs/${verb}.ts`));
  expect(text).toContain('// src/cli/');
  expect(text).not.toContain('\n// node_modules/ink/');
  expect(text).not.toContain('\n// node_modules/react/');
});

test('the console does not load the executor', () => {
  const text = loadedWith(chunkOf('screens/start-console.tsx'));
  expect(text).toContain('\n// src/store/');
  expect(text).not.toContain('\n// src/executor/storage/');
});

test('the first frame waits for no cryptography of Node', () => {
  for (const start of ['screens/start-console.tsx', 'screens/app.tsx']) {
    expect(loadedWith(chunkOf(start))).not.toContain('from "node:crypto"');
  }
});

test('neither the executor nor a task loads what reads documents', () => {
  const readers = ['mammoth', '@e965/xlsx', 'unpdf', 'htmlparser2', 'fflate', 'csv-parse'];
  const named = readers.map((name) => `\n// node_modules/${name}/`);
  for (const start of [
    chunkOf('src/cli/verbs/serve.ts'),
    'child.js',
    'knowledge-ingest.js',
    'convert-thread.js',
  ]) {
    const text = loadedWith(start);
    expect(named.filter((line) => text.includes(line))).toEqual([]);
  }
});

test('what the bundle defines away is still there for tasks', async () => {
  await using project = openCliProject({
    look: taskSource(
      'return [typeof fetch, typeof new Intl.Segmenter().segment, process.env.NODE_ENV ?? null];',
    ),
  });
  const { stdout } = await project.vfjobs(['run', 'look', '--wait', '--json']);
  expect(lastJson(stdout)).toMatchObject({ output: ['function', 'function', null] });
});
