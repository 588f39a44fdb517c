import './console-environment.ts';
import { expect, test } from 'vitest';
import { openInProcess } from '../helpers/console-in-process.tsx';
import { seededClient } from '../helpers/seeded-client.ts';
import { seededContexts } from '../helpers/seeded-contexts.ts';
import { seed, seededNow } from '../helpers/seeded-data.ts';
import { seededSchedules } from '../helpers/seeded-schedules.ts';

const ago = (seconds: number) => new Date(seededNow - seconds * 1000).toISOString();

async function openSmall(key: string, columns = 40, rows = 14) {
  const client = seededClient({ ...seed(), schedules: seededSchedules(ago) });
  const console = openInProcess({
    client,
    now: seededNow,
    columns,
    rows,
    contexts: seededContexts().port,
  });
  await console.see('LIVE');
  await console.press(key);
  return console;
}

test.each([
  ['3', 'every-15m', 'id '],
  ['4', 'task:', ''],
])('on a small screen Tab scrolls what is known of the row (view %s)', async (key, row, last) => {
  using console = await openSmall(key);
  await console.see(row);
  await console.see(/lines 1-\d+ of \d+ {2}Tab/);
  await console.press('tab');
  await console.see('j k scroll');
  await console.press('j');
  await console.see(/lines 2-\d+ of/);
  await console.press('G');
  expect(await console.see(/-(\d+) of \1 {2}j k/)).toContain(last);
  await console.press('escape');
  await console.see(/of \d+ {2}Tab/);
  await console.press('j');
  await console.see(/lines 1-/);
});

test('the facts of one schedule scroll, and its runs do again after Tab', async () => {
  using console = await openSmall('3');
  await console.see('every-15m');
  await console.press('enter', 'tab', 'j');
  await console.see(/lines 2-/);
  await console.press('tab');
  await console.see(/lines 2-.* Tab/);
});

test('on a small screen what trying a context has found can be read', async () => {
  using console = await openSmall('6');
  await console.see('* local');
  await console.press('j', 't', 'tab', 'G');
  await console.see('x token');
});

test('where all of it is in view there is nothing to scroll, and Tab says so', async () => {
  using console = await openSmall('6', 120, 36);
  expect(await console.see('* local')).not.toContain('lines 1-');
  await console.press('tab');
  await console.see('all of them are in view');
});
