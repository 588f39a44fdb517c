import { describe, expect, test } from 'vitest';
import { readPropertyLines } from '../../../../../src/executor/schedules/source/property-line.ts';

async function lineOf(source: string, ...path: string[]): Promise<number | null> {
  return (await readPropertyLines(source)).of(path);
}

const plain = `// A comment.
export default {
  id: 'nightly',
  'schedule': '30 2 * * *',
  target: {
    kind: 'task',
    id: 'backup',
  },
  input: { list: [
    1,
    { deep: 2 },
  ] },
};`;

describe('the line of a member of a definition', () => {
  test.each([
    [['id'], 3],
    [['schedule'], 4],
    [['target'], 5],
    [['target', 'id'], 7],
    [['input', 'list', '0'], 10],
    [['input', 'list', '1', 'deep'], 11],
  ])('is that of %j', async (path, line) => {
    expect(await lineOf(plain, ...path)).toBe(line);
  });

  test('is that of the innermost that is written, for one that is not', async () => {
    expect(await lineOf(plain, 'timezone')).toBe(2);
    expect(await lineOf(plain, 'target', 'mode')).toBe(5);
    expect(await lineOf(plain)).toBe(2);
  });

  test.each([
    ['in a call', 'export default schedule({\nid: 1 });', 2],
    ['with satisfies', 'export default {\nid: 1 } satisfies Schedule;', 2],
    ['as const', 'export default schedule({\nid: 1 } as const);', 2],
    ['by its name', 'const nightly: Schedule = {\nid: 1 };\nexport default schedule(nightly);', 2],
    ['by a new name', 'const nightly = {\nid: 1 };\nexport { nightly as default };', 2],
    ['with a name', 'export const nightly = schedule({\nid: 1 });', 2],
    ['spread', 'const base = {\nid: 1 };\nexport default { ...base };', 2],
    ['spread and replaced', 'const base = { id: 1 };\nexport default {\n...base,\nid: 2 };', 4],
    ['in a file with JSX', 'const a = <b/>;\nexport default {\nid: 1 };', 3],
    ['with an old assertion', 'export default schedule(<Schedule>{\nid: 1 });', 2],
    ['by a method', 'export default {\nid() {} };', 2],
    ['by a getter', 'export default {\nget id() { return 1; } };', 2],
    ['with a syntax that Babel forgives', 'const a = 1; const a = 2;\nexport default {\nid: 1 };', 3],
  ])('is found where it is written %s', async (_how, source, line) => {
    expect(await lineOf(source, 'id')).toBe(line);
  });

  test.each([
    ['nothing', '', null],
    ['no source', 'export default {{{{', null],
    ['what is made elsewhere', `import { x } from './x';\nexport default make(x);`, 2],
    ['a name that stands for itself', 'const a = a;\nexport default a;', 2],
    ['what spreads itself', 'const a = { ...a };\n\nexport default a;', 1],
    ['a key that is reckoned', 'export default {\n[id]: 1 };', 1],
    ['a re-export', `export { nightly as default } from './x';`, null],
  ])('of %s is not guessed', async (_what, source, line) => {
    expect(await lineOf(source, 'id')).toBe(line);
  });

  test('of a source that is deeper than any parser can go is none', async () => {
    expect(await lineOf(`export default ${'['.repeat(100_000)}`, 'id')).toBeNull();
  });
});
