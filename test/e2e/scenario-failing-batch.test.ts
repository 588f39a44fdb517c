import { expect, test } from 'vitest';
import { openInContexts } from '../helpers/context-console.ts';
import { endFailingBatch, invoiceTask, repeatsOf } from '../helpers/failing-batch.ts';
import { createRemoteTasks } from '../helpers/remote-task.ts';
import { startStack } from '../helpers/start-stack.ts';

test('find the failing batch, see why, retry the failed at a pace, take it back', async () => {
  using remotes = await createRemoteTasks();
  await using stack = await startStack({
    tasks: { invoice: invoiceTask, remote: remotes.source },
    executor: { concurrency: 1 },
  });
  const { client, server, token, executor } = stack;
  await endFailingBatch(stack);
  // The only place is taken: what is started anew stays pending, and can be taken back.
  await client.runs.create({ target: 'task:remote' });
  const blocker = await remotes.next();
  await using console = await openInContexts({
    contexts: [{ name: 'office', apiUrl: server.apiUrl, token, project: executor.project.slug }],
    columns: 120,
    rows: 36,
  });

  // Find it.
  await console.see('LIVE');
  console.press('2');
  await console.see('> 000000f1');
  console.press('enter');
  await console.see('x failed 14 (88%)');

  // See what failed in it, and why.
  await console.see(/\+ E1 +HTTP 429 .* 12 +86% .*yes, later: a rate limit/);
  await console.see(/- E2 +invoice in_<id> .* 2 +14% .*no, bad input/);
  await console.select('page=5');
  console.press('i');
  await console.see('the same error in 12 of');
  await console.see('page=5');
  console.press('8');
  await console.see('fails: "no" → "limit"');
  console.press('escape');
  await console.see('FAILURES BY FINGERPRINT');

  // Retry what is worth it, one a second; the number has to be typed, and rightly.
  console.press('R');
  await console.see('Start 12 runs, how many a minute? 20');
  console.press('ctrl-u');
  console.type('60');
  console.press('enter');
  await console.see('Retry 12 failed runs of this batch?');
  await console.see('left out: 2 that would fail again, as a guess: bad input');
  await console.see('at most 60 a minute');
  console.type('y');
  console.press('ctrl-u');
  console.type('14');
  console.press('enter');
  await console.see('type 12 to go ahead');
  expect(await repeatsOf(client)).toHaveLength(0);
  console.press('ctrl-u');
  console.type('12');
  console.press('enter');
  await console.see(/retry 12 runs {2}(?:[2-9]|1\d) of 12/);

  // Take it back: what was not sent never is, what is pending is cancelled.
  console.press('u');
  await console.see(/retry taken back: \d+ never sent, \d+ undone\./);
  const [, dropped, undone] = /(\d+) never sent, (\d+) undone/.exec(console.text())?.map(Number) ?? [];
  expect(Number(dropped) + Number(undone)).toBe(12);
  const taken = await repeatsOf(client);
  expect(taken.map(({ status }) => status)).toEqual(Array(undone).fill('cancelled'));
  expect(new Set(taken.map(({ retryOf }) => retryOf)).size).toBe(undone);
  await console.see(`- cancelled ${undone} (`);

  // As if it had not been asked for: all twelve are retried after that, and by their config they fail again.
  blocker.finish();
  console.press('R');
  await console.see('Start 12 runs, how many a minute?');
  console.press('ctrl-u');
  console.type('6000');
  console.press('enter');
  await console.see('Retry 12 failed runs of this batch?');
  console.type('12');
  console.press('enter');
  await console.see('x failed 26 (');
  const again = (await repeatsOf(client)).filter(({ status }) => status !== 'cancelled');
  expect(again.map(({ status }) => status)).toEqual(Array(12).fill('failed'));
  expect(stack.bugs).toEqual([]);
});
