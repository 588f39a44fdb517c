import { expect, test } from 'vitest';
import type { ConsoleDriver } from '../helpers/console-driver.ts';
import { openInContexts } from '../helpers/context-console.ts';
import { endFailingBatch, invoiceTask, repeatsOf } from '../helpers/failing-batch.ts';
import type { Awaited } from '../helpers/pty-program.ts';
import { createRemoteTasks } from '../helpers/remote-task.ts';
import { startStack } from '../helpers/start-stack.ts';

const link = { bytesPerSecond: 20_000, delayMs: 300 };

/** Whoever presses a key waits for this many bytes at most: a screen of 120x36 in colour, and half as much again. */
const bytesPerAnswer = 9_000;

/** The way to the batch, into it, to the reason, back, and the retry; with the first screen. */
const bytesForAll = 60_000;

test('find the failing batch, see why and retry it through a terminal of 20 kB/s and 300 ms', async () => {
  using remotes = await createRemoteTasks();
  await using stack = await startStack({ tasks: { invoice: invoiceTask, remote: remotes.source } });
  const { client, server, token, executor } = stack;
  await endFailingBatch(stack);
  await using screen = await openInContexts({
    contexts: [{ name: 'office', apiUrl: server.apiUrl, token, project: executor.project.slug }],
    columns: 120,
    rows: 36,
    ...link,
  });
  await screen.see('LIVE');
  await screen.see('task:invoice');
  const answer = answers(screen);

  await answer('2', '> 000000f1');
  await answer('enter', /\+ E1 +HTTP 429 .* 12 +86% .*yes, later: a rate limit/);
  await answer('j', /^> .*page=4/m);
  await answer('j', /^> .*page=5/m);
  await answer('i', 'the same error in 12 of');
  await answer('8', 'fails: "no" → "limit"');
  await answer('escape', 'FAILURES BY FINGERPRINT');
  await answer('R', 'Start 12 runs, how many a minute?');
  await answer('ctrl-u', 'as fast as the server answers');
  await answer('enter', 'Retry 12 failed runs of this batch?');
  await answer('1', /to start them again: +1\b/);
  await answer('2', /to start them again: +12\b/);
  await answer('enter', /retry 12 runs/);
  await screen.see(/retry 12 runs {2}12 confirmed/);
  expect(await repeatsOf(client)).toHaveLength(12);
  expect(screen.pty.traffic.bytes).toBeLessThan(bytesForAll);

  // A log that gets 10,000 lines a second: what the terminal can't show is not sent, and keys do not wait for it.
  const { id } = await client.runs.create({ target: 'task:remote' });
  const attempt = await remotes.next();
  screen.type(`:run ${id}\r`);
  await screen.see(/LOG .*FOLLOW/);
  attempt.flood(10_000);
  await screen.see(/LOG [\d,]{6,} lines/);
  await answer('page-up', /[\d,]+ new, F follows/);
  await answer('F', / lines {2}FOLLOW/);
  await answer('3', 'config: {}');
  attempt.finish();
});

/** Presses a key and waits for what it leads to. */
function answers(screen: ConsoleDriver) {
  return async (key: string, claim: Awaited) => {
    const before = screen.pty.traffic.bytes;
    screen.press(key);
    await screen.see(claim);
    const bytes = screen.pty.traffic.bytes - before;
    expect(bytes, `bytes from ${key} to its answer`).toBeLessThan(bytesPerAnswer);
  };
}
