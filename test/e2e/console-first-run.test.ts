import { expect, test } from 'vitest';
import { openConsole } from '../helpers/console-driver.ts';
import { clientOf } from '../helpers/console-stage.ts';
import { taskSource } from '../helpers/temp-project.ts';

test('a first run, from an empty list to its output', async () => {
  const hello = taskSource("console.log('hello from the task'); return { greeted: ctx.config.who };", {
    name: 'Hello',
    inputSchema: { type: 'object', properties: { who: { type: 'string' } }, required: ['who'] },
  });
  await using console = await openConsole({ project: { hello } });
  await console.see('No runs yet');

  console.press('4');
  await console.see('task:hello');
  console.press('T');
  await console.see('New run of task:hello');
  await console.see(/\* who +string/);

  console.type('oops');
  console.press('ctrl-s');
  await console.see(/x .*JSON/);
  expect(console.text()).toContain('New run of task:hello');

  console.press('backspace', 'backspace', 'backspace', 'backspace', 'down', 'end', 'left');
  console.type('world');
  await console.see('the config fits the schema');
  console.press('ctrl-s');
  await console.see(/\+ completed .*task:hello/);

  console.press('enter');
  await console.see('hello from the task');
  console.press('4');
  await console.see(/greeted: "world"/);

  const { items } = await clientOf(console.projectDir).runs.list({}, {});
  expect(items.map(({ status, config }) => [status, config])).toEqual([['completed', { who: 'world' }]]);
});
