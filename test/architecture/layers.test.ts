import { describe, expect, test } from 'vitest';
import { findCircle } from './cycles.ts';
import { importsOf, productFiles, violationsIn } from './imports.ts';

const root = new URL('../..', import.meta.url).pathname;
const files = productFiles(root);

describe('layers', () => {
  test('reads every folder of the product', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  test('imports go downward only, and packages are used where the table allows them', () => {
    expect(files.flatMap(([path, source]) => violationsIn(path, source))).toEqual([]);
  });

  test('finds a planted import upwards, a planted package and a planted node module', () => {
    expect(violationsIn('src/lib/clock.ts', "import { x } from '../model/run.ts';")).toHaveLength(1);
    expect(violationsIn('src/model/run.ts', "import type { Z } from 'zod';")).toHaveLength(1);
    expect(violationsIn('src/model/run.ts', "import { readFile } from 'node:fs';")).toHaveLength(1);
    expect(
      violationsIn('screens/app.tsx', "const m = await import('../src/executor/executor.ts');"),
    ).toHaveLength(1);
    expect(violationsIn('src/store/store.ts', "import {\n  a,\n  b,\n} from '../server/x.ts';")).toHaveLength(
      1,
    );
    expect(violationsIn('src/other/thing.ts', '')).toHaveLength(1);
  });

  test('does not take a string union or a comment for an import', () => {
    expect(
      importsOf("type A =\n  | 'import'\n  | 'from';\n// import x from 'y'\n/* export * from 'z' */"),
    ).toEqual([]);
  });

  test('has no circle of imports, not even through types', () => {
    expect(findCircle(files)).toBeNull();
  });

  test('finds a planted circle', () => {
    const planted: [string, string][] = [
      ['src/lib/a.ts', "import type { B } from './b.ts';"],
      ['src/lib/b.ts', "import { c } from './deep/c.ts';"],
      ['src/lib/deep/c.ts', "import type { A } from '../a.ts';"],
    ];
    expect(findCircle(planted)).toEqual([
      'src/lib/a.ts',
      'src/lib/b.ts',
      'src/lib/deep/c.ts',
      'src/lib/a.ts',
    ]);
    expect(findCircle(planted.slice(0, 2))).toBeNull();
  });

  test('keeps JSX out of src', () => {
    expect(files.filter(([path]) => path.startsWith('src/') && path.endsWith('.tsx'))).toEqual([]);
  });

  test('keeps every file under 300 lines', () => {
    expect(files.filter(([, source]) => source.split('\n').length > 300).map(([path]) => path)).toEqual([]);
  });

  test('has no folder or file called utils, common, misc or helpers', () => {
    expect(
      files.map(([path]) => path).filter((path) => /(^|\/)(utils?|common|misc|helpers?)(\/|\.)/.test(path)),
    ).toEqual([]);
  });
});
