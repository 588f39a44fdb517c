import { expect, test } from 'vitest';
import type { ConsoleDriver } from '../helpers/console-driver.ts';
import { openInContexts } from '../helpers/context-console.ts';
import { createRemoteTasks } from '../helpers/remote-task.ts';
import { startStack } from '../helpers/start-stack.ts';

const sizes = [
  [40, 14],
  [200, 60],
  [63, 17],
  [120, 36],
] as const;

/** About 2 kB over many lines, as somebody has it in an editor. */
const pasted = {
  note: 'pasted, not typed: "quotes", a \\ and ünïcödé',
  pages: Array.from({ length: 40 }, (_, page) => ({ page, url: `https://example.com/invoices/${page}` })),
};

test('resize, stop and continue while typing into a prompt and a form, and paste 2 kB: nothing is lost', async () => {
  using remotes = await createRemoteTasks();
  await using stack = await startStack({ tasks: { remote: remotes.source } });
  const { server, token, executor } = stack;
  await using console = await openInContexts({
    contexts: [{ name: 'office', apiUrl: server.apiUrl, token, project: executor.project.slug }],
    columns: 120,
    rows: 36,
    inShell: true,
  });
  await console.see('LIVE');

  // A prompt, letter by letter over all sizes, and over a stop.
  console.press('/');
  await console.see(/^ \//m);
  const wanted = 'target:task:remote status:running,failed';
  for (const [index, letter] of [...wanted].entries()) {
    console.type(letter);
    if (index % 3 === 0) resize(console, index);
    if (index === 20) await stopAndContinue(console);
  }
  console.pty.resize(120, 36);
  await console.see(wanted);
  console.press('enter');
  await console.see('0 of 0 match');
  console.press('escape');
  await console.gone(wanted);

  // A form: typed in part, resized, stopped, continued, pasted into, resized again.
  console.press('4');
  await console.see('task:remote');
  await console.select('task:remote');
  console.press('T');
  await console.see('New run of task:remote');
  console.press('home', 'ctrl-k');
  const typed = '{"typed": "before the paste", ';
  for (const [index, letter] of [...typed].entries()) {
    console.type(letter);
    if (index % 5 === 0) resize(console, index);
  }
  console.pty.resize(120, 36);
  await console.see(typed.trimEnd());
  await stopAndContinue(console);
  await console.see(typed.trimEnd());
  const text = JSON.stringify(pasted, null, 1);
  expect(text.length).toBeGreaterThan(2_000);
  console.type(`\x1b[200~"pasted": ${text.replaceAll('\n', '\r')}\x1b[201~`);
  for (const [index] of sizes.entries()) resize(console, index);
  await console.see('invoices/39');
  await stopAndContinue(console);
  console.type(', "end": true}');
  await console.see('"end": true}');
  await console.see('the config fits');
  console.press('ctrl-s');

  const attempt = await remotes.next();
  expect(attempt.config).toEqual({ typed: 'before the paste', pasted, end: true });
  attempt.finish();
  await console.see(/\+ completed/);
});

test('stop it over a slow terminal: the shell gets the keyboard and none of the terminal’s answers', async () => {
  await using stack = await startStack({ tasks: {} });
  const { server, token, executor } = stack;
  await using console = await openInContexts({
    contexts: [{ name: 'office', apiUrl: server.apiUrl, token, project: executor.project.slug }],
    bytesPerSecond: 20_000,
    delayMs: 300,
    inShell: true,
  });
  await console.see('LIVE');
  for (let time = 1; time <= 2; time++) {
    // A whole screen is under way, and whether it has been drawn is not known yet.
    console.press('?', 'ctrl-z');
    await console.see((view) => !view.alternate && view.text().includes('Stopped'));
    console.type(`echo time $((${time}+0)) ok\r`);
    await console.see(`time ${time} ok`);
    expect(console.text()).not.toContain('command not found');
    console.type('fg\r');
    await console.see('UPPER CASE acts');
    console.press('escape');
    await console.gone('UPPER CASE acts');
  }
});

function resize({ pty }: ConsoleDriver, index: number): void {
  const [columns, rows] = sizes[index % sizes.length] ?? sizes[0];
  pty.resize(columns, rows);
}

/** As Ctrl-Z and `fg` in a shell: what was typed meanwhile goes to the shell, and nothing of it to the console. */
async function stopAndContinue(console: ConsoleDriver): Promise<void> {
  console.press('ctrl-z');
  await console.see('Stopped');
  console.type('echo at the $((1+1))nd shell\r');
  await console.see('at the 2nd shell');
  console.type('fg\r');
  await console.see((view) => view.alternate);
}
