import { expect, test } from 'vitest';
import { commandsOf, matchCommand } from '../../src/keys/match.ts';
import { openConsole } from '../helpers/console-driver.ts';
import { taskSource } from '../helpers/temp-project.ts';

test('help lists the keys of the screen it was asked on', async () => {
  await using console = await openConsole({ project: { hello: taskSource('') }, rows: 60 });
  await console.see('LIVE');
  console.press('?');
  await console.see('Cancel the run');
  for (const scope of ['everywhere', 'runs'] as const) {
    for (const { text, keys } of commandsOf(scope)) {
      // Esc clears here: what it means elsewhere is not told.
      const isReached = keys.some((key) => matchCommand(key, ['runs', 'list', 'everywhere'])?.text === text);
      if (isReached) expect(console.text()).toContain(text);
      else expect(console.text()).not.toContain(text);
    }
  }
  expect(console.text()).not.toContain('Search the log');
  console.press('escape');
  await console.gone('Cancel the run');
});

test('the palette completes a command and does it', async () => {
  await using console = await openConsole({ project: { hello: taskSource('') } });
  await console.see('LIVE');
  console.press(':');
  console.type('targ');
  console.press('tab');
  await console.see(':targets');
  console.press('enter');
  await console.see('task:hello');
});
