import { expect, test } from 'vitest';
import { openSourced } from './sourced-project.ts';

const importing = (id: string, from: string) => `import { when } from '${from}';

export default { id: '${id}', schedule: when, target: { kind: 'task', id: 'backup' } };
`;
const when = (text: string) => `export const when: string = '${text}';\n`;

test.each([
  ['with its extension', './times/night.ts'],
  ['without one, so that it passes a transform', './times/night'],
])('what a file imports %s is followed as the file itself is', async (_, path) => {
  await using sourced = await openSourced({
    'lib/times/night.ts': when('0 1 * * *'),
    'lib/index.ts': `export { when } from '${path}';\n`,
    'schedules/one.ts': importing('one', '../lib/index.ts'),
    'schedules/two.ts': importing('two', '../lib/index.ts'),
  });
  expect(sourced.list()).toMatchObject([{ when: '0 1 * * *' }, { when: '0 1 * * *' }]);
  sourced.write({ 'lib/times/night.ts': when('0 2 * * *') });
  await sourced.until(() => sourced.list().every((schedule) => schedule.when === '0 2 * * *'));

  const id = sourced.list()[0]?.id ?? '';
  sourced.write({ 'lib/times/night.ts': 'export const when = ;\n' });
  await sourced.until(() => sourced.events(id).includes('schedule.source-fault'));
  expect(sourced.list()).toMatchObject([{ when: '0 2 * * *' }, { when: '0 2 * * *' }]);
  sourced.write({ 'lib/times/night.ts': when('0 3 * * *') });
  await sourced.until(() => sourced.events(id).includes('schedule.source-mended'));
  expect(sourced.list()).toMatchObject([{ when: '0 3 * * *' }, { when: '0 3 * * *' }]);
  expect(sourced.faults()).toEqual([]);

  sourced.remove('lib/times/night.ts');
  await sourced.until(() => sourced.events(id).at(-1) === 'schedule.source-fault');
  sourced.write({ 'lib/times/night.ts': when('0 4 * * *') });
  await sourced.until(() => sourced.events(id).at(-1) === 'schedule.source-mended');
  expect(sourced.list()).toMatchObject([{ when: '0 4 * * *' }, { when: '0 4 * * *' }]);
});

test('a file imports what it says, and claims nothing outside of the project', async () => {
  await using sourced = await openSourced({
    'schedules/forged.ts': `const imports = [{ path: '/etc/passwd', stamp: '' }, { path: '../x', stamp: '' }];
const file = import.meta.filename;
process.send({ kind: 'schedule', file, imports, exported: { kind: 'data', value: {} } });
export default { id: 'forged', schedule: '0 1 * * *', target: { kind: 'task', id: 'backup' } };
`,
  });
  expect(sourced.list()).toMatchObject([{ name: 'forged' }]);
});
