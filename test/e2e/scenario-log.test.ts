import { expect, test } from 'vitest';
import { openStage } from '../helpers/console-stage.ts';

test('follow 10,000 lines a second, let go, search, copy ten lines, follow again', async () => {
  await using stage = await openStage();
  const { console } = stage;
  const { attempt } = await stage.startRemote();
  await console.see(/> running +[\da-f]{8}/);
  console.press('enter');
  await console.see(/LOG 1 line {2}FOLLOW/);

  // It follows.
  attempt.flood(10_000);
  await console.see((view) => lastStep(view.text()) > 15_000);
  await console.see('FOLLOW');

  // Scrolled up it stands, and tells how many wait.
  console.press('page-up');
  await console.see(/[\d,]+ new, F follows/);
  const stands = lastStep(console.text());
  const waits = waiting(console.text());
  await console.see((view) => waiting(view.text()) > waits + 5_000);
  expect(lastStep(console.text())).toBe(stands);

  // A line is found among all of them, while more come.
  console.press('/');
  console.type('step=12345 loss');
  console.press('enter');
  await console.see('1 of 1 /step=12345 loss');
  await console.see(/>\S* INFO worker-\d+ step=12345 /);

  // Ten lines go on the clipboard, whole, though they are wider than the pane.
  console.press('m');
  await console.see(/#\S* INFO worker-\d+ step=12345 /);
  for (let step = 12_346; step <= 12_354; step++) {
    console.press('j');
    await console.see(new RegExp(`>\\S* INFO worker-\\d+ step=${step} `));
  }
  console.press('y');
  await console.see('copied 10 lines, from the mark to the cursor');
  const copied = clipboardOf(console.pty.raw).split('\n');
  expect(copied.map((line) => /step=(\d+) .* tok\/s=\d+$/.exec(line)?.[1])).toEqual(
    Array.from({ length: 10 }, (_, index) => String(12_345 + index)),
  );

  // And it follows again, at the end of what has come meanwhile.
  console.press('F');
  await console.see((view) => lastStep(view.text()) > stands + 5_000 && view.text().includes('FOLLOW'));
  attempt.print('the very last line\n');
  await console.see('the very last line');
  attempt.finish();
  await console.see('+ completed  task:remote');
});

/** The number of the lowest line of the flood that is shown, 0 without one. */
function lastStep(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/INFO worker-\d+ step=(\d+)/g), ([, step]) => Number(step)));
}

function waiting(text: string): number {
  return Number(/([\d,]+) new, F follows/.exec(text)?.[1]?.replaceAll(',', '') ?? 0);
}

/** What the terminal was told to put on the clipboard (OSC 52), once. */
function clipboardOf(raw: Buffer): string {
  const sequences = [...raw.toString('latin1').matchAll(/\x1b\]52;c;([A-Za-z0-9+/]*=*)\x07/g)];
  expect(sequences).toHaveLength(1);
  return Buffer.from(sequences[0]?.[1] ?? '', 'base64').toString('utf8');
}
