import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openPool } from '../../../helpers/open-pool.ts';

interface Case {
  readonly name: string;
  readonly task: string;
  readonly source: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly output: unknown;
}

const commonJs = { 'package.json': '{"type":"commonjs"}' };

const cases: readonly Case[] = [
  {
    name: 'plain TypeScript',
    task: 'plain.ts',
    source: 'const n: number = 1; export default { run: (): number => n };',
    output: 1,
  },
  {
    name: 'plain JavaScript',
    task: 'plain.js',
    source: 'export default { run: () => 2 };',
    output: 2,
  },
  {
    name: 'a named export when there is no default',
    task: 'named.ts',
    source: 'export const helper = 1; export const task = { run: () => 3 };',
    output: 3,
  },
  {
    name: 'the default export before named ones',
    task: 'both.ts',
    source: `export const other = { run: () => 'named' }; export default { run: () => 'default' };`,
    output: 'default',
  },
  {
    name: 'JSX',
    task: 'page.tsx',
    source: `/** @jsxRuntime classic @jsx h */
      const h = (tag: string, props: object | null, ...children: string[]) => '<' + tag + '>' + children.join('');
      export default { run: () => <b>bold</b> };`,
    output: '<b>bold',
  },
  {
    name: 'enums and parameter properties',
    task: 'enum.ts',
    source: `enum Size { Small = 'S' } class Box { constructor(readonly size: Size) {} }
      export default { run: () => new Box(Size.Small).size };`,
    output: 'S',
  },
  {
    name: 'a CommonJS package with a task in ESM',
    task: 'esm.ts',
    source: `import { helper } from '../lib/helper';\nexport default { run: () => helper() };`,
    files: { ...commonJs, 'lib/helper.ts': `export const helper = (): string => 'helped';` },
    output: 'helped',
  },
  {
    name: 'a CommonJS task',
    task: 'common.js',
    source: `const { basename } = require('node:path'); module.exports = { run: () => basename(__filename) };`,
    files: commonJs,
    output: 'common.js',
  },
  {
    name: 'a package without a type',
    task: 'untyped.ts',
    source: 'export default { run: (): string => import.meta.url.slice(0, 5) };',
    files: { 'package.json': '{"name":"x"}' },
    output: 'file:',
  },
  {
    name: 'imports without extension, of a folder, and with the compiled extension',
    task: 'imports.ts',
    source: `import { a } from '../lib/a'; import { b } from '../lib/b'; import { c } from '../lib/c.js';
      export default { run: () => a + b + c };`,
    files: {
      'lib/a.ts': `export const a = 'a';`,
      'lib/b/index.ts': `export const b = 'b';`,
      'lib/c.ts': `export const c = 'c';`,
    },
    output: 'abc',
  },
  {
    name: 'a type that is imported like a value',
    task: 'types.ts',
    source: `import { Shape, round } from '../lib/shape.ts';\nexport default { run: (): Shape => round };`,
    files: {
      'lib/shape.ts': `export interface Shape { corners: number }\nexport const round: Shape = { corners: 0 };`,
    },
    output: { corners: 0 },
  },
];

describe('loading a task', () => {
  test.each(cases)('reads $name', async ({ task, source, files = {}, output }) => {
    await using pool = await openPool({ [task]: source }, { spares: 0 });
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(pool.dir, path)), { recursive: true });
      writeFileSync(join(pool.dir, path), text);
    }
    const attempt = pool.begin(task);
    expect(await attempt.outcome).toMatchObject({ reason: 'ok', output, error: null });
    expect(await attempt.log()).toBe('');
  });

  test('keeps transformed sources, and makes them anew when the source changes', async () => {
    await using pool = await openPool({ 'enum.ts': 'enum A { X = 1 }\nexport default { run: () => A.X };' });
    const kept = () => readdirSync(join(pool.dir, '.vfjobs/cache/transformed')).length;
    await pool.begin('enum').outcome;
    await pool.begin('enum').outcome;
    expect(kept()).toBe(1);
    writeFileSync(join(pool.dir, 'tasks/enum.ts'), 'enum A { X = 2 }\nexport default { run: () => A.X };');
    expect((await pool.begin('enum').outcome).output).toBe(2);
    expect(kept()).toBe(2);
  });

  test('names the line of the source in a transformed file too', async () => {
    await using pool = await openPool({
      'enum.ts': `enum A {\n  X = 1,\n}\n\nexport default {\n  run() {\n    throw new Error('at ' + A.X);\n  },\n};\n`,
    });
    expect((await pool.begin('enum').outcome).error).toMatchObject({
      message: 'at 1',
      detail: { file: 'tasks/enum.ts', line: 7 },
    });
  });

  test.each([
    ['broken.ts', 'export default {\n  run() { const = 3; },\n};', 'tasks/broken.ts', 2],
    ['throws.ts', `\n\nthrow new Error('at import');`, 'tasks/throws.ts', 3],
    ['missing.ts', `import x from './nowhere.ts';\nexport default { run: () => x };`, null, null],
    ['empty.ts', 'export const nothing = 1;', null, null],
  ])('says what is wrong with %s', async (task, source, file, line) => {
    await using pool = await openPool({ [task]: source }, { spares: 0 });
    const { reason, error } = await pool.begin(task).outcome;
    expect(reason).toBe('error');
    expect(error?.message).not.toBe('');
    expect(error?.detail).toMatchObject({ file, line });
  });
});
