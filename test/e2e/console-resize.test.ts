import { expect, test } from 'vitest';
import { openStage } from '../helpers/console-stage.ts';
import { taskSource } from '../helpers/temp-project.ts';

test('a storm of resizes ends in a screen that is whole, and costs few frames', async () => {
  await using stage = await openStage({ noop: taskSource('') });
  const { console } = stage;
  for (let count = 0; count < 3; count++) await stage.watch.ended((await stage.start('task:noop')).id);
  await console.see((view) => view.text().split('+ completed').length > 3);

  console.pty.resetTraffic();
  const sizes = [
    [40, 10],
    [200, 60],
    [80, 24],
    [40, 10],
    [120, 40],
    [40, 10],
  ] as const;
  for (let round = 0; round < 5; round++)
    for (const [columns, rows] of sizes) console.pty.resize(columns, rows);
  await console.see((view) => view.lines()[0]?.includes('vfjobs') === true && /completed/.test(view.text()));
  expect(console.pty.traffic.frames).toBeLessThan(40);

  console.pty.resize(200, 60);
  await console.see((view) => (view.lines()[0]?.length ?? 0) > 180);
  const shown = console.text();
  console.press('ctrl-l');
  await console.see(() => console.pty.raw.subarray(-40_000).includes('\x1b[2J') || console.text() === shown);
  expect(withoutClock(console.text())).toBe(withoutClock(shown));
});

function withoutClock(text: string): string {
  return text.replaceAll(/\d\d:\d\d:\d\d|\b\d+s\b/g, '');
}
