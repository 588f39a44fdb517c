import { expect, test } from 'vitest';
import { openStage } from '../helpers/console-stage.ts';
import { foreignIn } from '../helpers/own-bytes.ts';

const batchId = 'b0000000-0000-4000-8000-0000000000f2';

/** What no text from outside may make a terminal do. */
const attacks: Readonly<Record<string, string>> = {
  'clipboard write': '\x1b]52;c;aGFja2Vk\x07',
  'window title': '\x1b]0;owned\x07',
  hyperlink: '\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\',
  'clear screen': '\x1b[2J\x1b[H',
  'leave alternate screen': '\x1b[?1049l',
  'mouse reporting': '\x1b[?1003h',
  'status request': '\x1b[6n',
  'device string': '\x1bP+q544e\x1b\\',
  'eight-bit CSI': '\u009b31m',
  'carriage return': 'good line\rEVIL',
  bell: '\x07',
  'no width and the other way': '\u202e\u2066\u200b\u200d\ufeff',
  backspaces: 'abc\b\b\bxyz',
};

test('nothing that a task prints or is called reaches the terminal as a command', async () => {
  await using stage = await openStage();
  const { console } = stage;
  const hostile = Object.values(attacks).join(' ');
  const run = await stage.client.runs.create({
    target: 'task:remote',
    name: `name ${hostile}`,
    config: { text: hostile, [hostile]: [hostile] },
    batchId,
    backoffLimit: 0,
  });
  const attempt = await stage.nextAttempt();
  await console.see(run.id.slice(-8));
  console.press('enter');
  for (const [name, text] of Object.entries(attacks)) attempt.print(`${name}: ${text} end\n`);
  attempt.print(Buffer.from([0xff, 0xfe, 0xc3, 0x28]).toString('latin1'));
  attempt.event('hostile', { message: hostile });
  attempt.progress(1, 2, hostile);
  await console.see('carriage return: good line'); // What follows the return does not overwrite it.
  await console.see('backspaces:');
  attempt.fail(`failed ${hostile}`);
  await console.see('x failed  task:remote');
  for (const key of ['1', '3', '4', '5', '6', '7', '8', '2', 'escape']) console.press(key);
  await console.see('1 run');
  for (const key of ['5', 'enter', '2', 'enter', '4', '6', '1', '#']) {
    console.press(key);
    await console.pty.quiet();
  }

  const raw = console.pty.raw.toString('latin1');
  for (const forbidden of ['\x1b]', '\x1bP', '\x1b[?1003h', '\x1b[6n', '\x9b', '\x07', '\b']) {
    expect(raw.includes(forbidden), JSON.stringify(forbidden)).toBe(false);
  }
  expect(raw.split('\x1b[?1049l')).toHaveLength(1);
  const bytes = console.pty.raw;
  expect(foreignIn(bytes.subarray(bytes.indexOf('\x1b[?2026h')).toString())).toBe('');
});
