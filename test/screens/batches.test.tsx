import './console-environment.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/model/errors.ts';
import type { Run } from '../../src/model/run.ts';
import { type InProcessOptions, openInProcess } from '../helpers/console-in-process.tsx';
import { sampleRun } from '../helpers/sample-run.ts';
import { badBatch, badBatchId, lateFailures } from '../helpers/seeded-batches.ts';
import { type SeededClient, seededClient } from '../helpers/seeded-client.ts';
import { seed, seededNow } from '../helpers/seeded-data.ts';
import { makeTempDir } from '../helpers/temp-dir.ts';

describe('batches', () => {
  test('are listed with progress, and one opens', async () => {
    using console = opened(clientOf(badBatch()));
    await console.press('2');
    expect(await console.see('2 batches   2 not ended')).toMatch(
      /invoices-2026-11-22 +task:sync-stripe-invoices +480 .* 93% +215 +20/,
    );
    await console.press('G', 'enter');
    await console.see('480 runs');
    await console.press('escape');
    await console.see('> invoices-2026-11-22');
  });

  test('a server without a list of them says why, in its own words', async () => {
    const client = clientOf([], { batchList: 'This server cannot list batches.' });
    using console = opened(client);
    await console.press('2');
    await console.see('This server lists no batches: This server cannot list batches.');
  });

  test('change on the screen when runs of batches do, and are not asked for elsewhere', async () => {
    const client = clientOf(badBatch());
    let asked = 0;
    const { list } = client.batches;
    client.batches.list = (page) => {
      asked++;
      return list(page);
    };
    using console = opened(client);
    await console.press('2');
    await console.see('2 batches');
    client.tellRuns([sampleRun({ id: 'one-more', batchId: 'b-99', createdAt: '2026-11-22T12:03:40.000Z' })]);
    await console.see('3 batches');
    expect(asked).toBe(2);
    await console.press('1');
    client.tellRuns([sampleRun({ id: 'two-more', batchId: 'b-99', createdAt: '2026-11-22T12:03:41.000Z' })]);
    await console.see('two-more');
    expect(asked).toBe(2);
  });
});

describe('a batch', () => {
  test('says how it stands, where it turned bad and what went wrong', async () => {
    using console = await batchOpened();
    const screen = await console.see('11:44 is cell 67: 213 of 215 fail from it on');
    expect(screen).toContain(
      '+ completed 232 (48%)  x failed 215 (45%)  > running 20  . pending 13  ends about',
    );
    expect(screen).toMatch(/\+ E1 +HTTP 429 .* 200 +93% .* yes, after 30s/);
    expect(screen).toMatch(/- E3 +invoice in_<id> missing field .* no, bad input/);
  });

  test('a slice of the heat strip becomes the list, and Esc gives all runs back', async () => {
    using console = await batchOpened();
    await console.press('tab', 'l', 'l');
    await console.see('cell 3: 7-9 from 11:31');
    await console.press('down', 'up', 'enter');
    expect(await console.see('(3: one slice, failed')).toMatch(
      /completed +7 .*\n.*completed +8 .*\n.*completed +9 /,
    );
    await console.press('escape');
    await console.see('(480: failed first)');
  });

  test('says of a cell that is one run how that run went, and what acts before what looks', async () => {
    using console = await batchOpened(undefined, undefined, undefined, { columns: 200, rows: 60 });
    expect(await console.see('R retry failed  X cancel rest  / filter')).not.toContain('X 50%');
    await console.press('tab', 'l', 'l');
    await console.see('run 3 from 11:31: completed');
  });

  test('the list follows a fingerprint, words, or the order of the start', async () => {
    using console = await batchOpened();
    await console.press('tab', 'tab', 'j', 'enter');
    await console.see('(13: one fingerprint');
    await console.press('escape', '/');
    await console.type('missing cus_6');
    await console.press('enter');
    await console.see('(1: “missing cus_6”');
    await console.press('escape', 's');
    await console.see('(480: in order)');
  });

  test('the cursor stays with its run while others end', async () => {
    const client = clientOf(badBatch());
    using console = await batchOpened(client);
    await console.press('j', 'j');
    await console.see(/> x failed +200 /);
    const running = badBatch().filter(({ status }) => status === 'running');
    client.tellRuns(running.map((run) => ended(run, 'failed')));
    await console.see('x failed 235 (49%)');
    const early = badBatch().find(({ id }) => id.endsWith('000000000003'));
    client.tellRuns(early === undefined ? [] : [ended(early, 'failed')]);
    await console.see('x failed 236 (49%)');
    await console.see(/> x failed +200 /);
  });

  test('opens its runs, and goes along them', async () => {
    using console = await batchOpened();
    await console.press('j', 'enter');
    await console.see('invoice in_1Q90 missing field');
    await console.press('ctrl-n');
    await console.see('HTTP 429 from https://api.stripe.com/v1/invoices?page=1');
    await console.press('escape');
    await console.see('HEAT STRIP');
  });

  test('i says why a run failed, and = compares it with the nearest that went well', async () => {
    using console = await batchOpened();
    await console.press('j', 'j', 'i');
    await console.see('1.  failed after 3 attempts: HTTP 429');
    await console.press('escape', '=');
    await console.see('Compare 00000198 with 00000199');
  });

  test('10,000 runs are read page by page, and keys move among them', async () => {
    using console = await batchOpened(clientOf(manyOf(10_000)), 'big', '10,000 runs');
    await console.see('(10,000: failed first)');
    for (let press = 0; press < 50; press++) await console.press('j');
    await console.see(/> x failed +1,001 /);
  }, 30_000);

  test('one that does not exist says so', async () => {
    using console = opened(clientOf([]));
    await console.press(':');
    await console.type('batch nothing');
    await console.press('enter');
    await console.see('The batch nothing could not be read: There is no batch nothing.');
  });

  test('with a long id leaves room for what it is of', async () => {
    const id = 'b0000000-0000-4000-8000-0000000000f1';
    const run = sampleRun({ id: 'one', batchId: id, target: 'task:sync-stripe-invoices' });
    using console = await batchOpened(clientOf([run]), id, '1 run', { columns: 80, rows: 24 });
    await console.see(/ 000000f1 {2}task:sync-stripe-invoices {2}1 run {2}created .* ago/);
    await console.press('enter');
    await console.see('batch 000000f1 > ');
  });

  test('its hostile names reach no terminal', async () => {
    const name = 'b\u001b[2Jx\u202e\u0007';
    using console = opened(
      clientOf([
        sampleRun({
          id: 'h',
          batchId: name,
          target: 'task:\u001b]0;x\u0007',
          status: 'failed',
          error: { message: '\u001b[31mred\u001b[0m \u0000' },
        }),
      ]),
    );
    await console.press('2', 'G', 'enter');
    const screen = await console.see('HEAT STRIP');
    expect(screen).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});

describe('retry of what failed', () => {
  test('leaves out what would fail again, is paced, and says so before', async () => {
    const client = clientOf(badBatch());
    using console = await batchOpened(client);
    await console.press('R');
    await console.see('Start 213 runs, how many a minute? 20');
    await console.press('enter');
    const question = await console.see('Retry 213 failed runs of this batch?');
    expect(question).toContain('The server counts 215 failed; 213 of them start anew');
    expect(question).toContain('20 a minute');
    expect(question).toMatch(/2 .*would fail again, as a guess: bad input/);
    expect(client.acts).toEqual([]);
  });

  test('takes a group along that the user chose, and none that has been retried', async () => {
    const runs = badBatch();
    const first = runs.find(({ status }) => status === 'failed');
    const again = sampleRun({
      id: 'again',
      batchId: badBatchId,
      retryOf: first?.id ?? null,
      target: 'task:sync-stripe-invoices',
    });
    using console = await batchOpened(clientOf([again, ...runs]), badBatchId, '481 runs');
    await console.press('tab', 'tab', 'G', ' ');
    await console.see(/>\+ E3/);
    await console.press('R');
    await console.see('Start 214 runs');
    await console.press('enter');
    expect(await console.see('Retry 214 failed runs of this batch?')).toMatch(/1 .*were retried already/);
  });

  test('is one call where nothing is left out and no pace was asked for', async () => {
    const client = clientOf(threeFailed());
    using console = await batchOpened(client, 'small', '3 runs');
    await console.press('R');
    await console.see('Retry 3 failed runs of this batch?');
    await console.press('y');
    await console.gone('Retry 3 failed runs of this batch?');
    await expect.poll(() => client.acts).toEqual(['retry batch small']);
  });

  test('is one request for each run where the server has no call for it', async () => {
    const client = clientOf(threeFailed(), { batchActions: 'not here' });
    using console = await batchOpened(client, 'small', '3 runs');
    await console.press('R');
    await console.see('Retry 3 failed runs of this batch?');
    await console.press('y');
    await expect.poll(() => client.acts.length).toBe(3);
    expect(client.acts[0]).toContain('create task:hello {"page":');
  });

  test('of a batch without failures says that there are none', async () => {
    using console = await batchOpened(
      clientOf([sampleRun({ id: 'fine', batchId: 'small', status: 'completed' })]),
      'small',
      '1 run',
    );
    await console.press('R');
    await console.see('Nothing of it is to be retried: none has failed.');
  });

  test('does not ask over something else that the user has begun meanwhile', async () => {
    const client = clientOf(badBatch());
    let gate = Promise.withResolvers<void>();
    using console = await batchOpened(client);
    const { get } = client.batches;
    client.batches.get = (id) => gate.promise.then(() => get(id));
    await console.press('R');
    await console.see('counting…');
    await console.press('/');
    await console.type('missing');
    gate.resolve();
    await expect
      .poll(() => console.parts.model.store.getState().notice?.message)
      .toMatch(/^Nothing was asked/);
    await console.press('enter');
    await console.see('(2: “missing”');
    gate = Promise.withResolvers<void>();
    await console.press('R', '1');
    gate.resolve();
    await console.see('Nothing was asked, as you went on while it was counted; R there counts again.');
    expect(client.acts).toEqual([]);
  });

  test('a fingerprint is taken or left only where it is under the cursor', async () => {
    using console = await batchOpened();
    await console.press(' ');
    await console.see('not now, Tab goes to the fingerprints first.');
    await console.press('tab', 'tab', ' ');
    await console.see(/>- E1/);
  });

  test('a count that fails is told, and nothing is asked', async () => {
    const client = clientOf(badBatch());
    using console = await batchOpened(client);
    client.batches.get = () => Promise.reject(new UserError('network', 'The network is gone'));
    await console.press('X');
    await console.see('x The network is gone');
    await console.press('R');
    expect(await console.see('x The network is gone')).not.toContain('Retry');
  });
});

test('cancel of the rest counts first, and hits what has not ended', async () => {
  const client = clientOf(badBatch());
  using console = await batchOpened(client);
  await console.press('X');
  const question = await console.see('Cancel the 33 runs of this batch that have not ended?');
  expect(question).toContain('13 pending, 20 running');
  expect(client.acts).toEqual([]);
});

test('x saves what the list shows', async () => {
  using dir = makeTempDir();
  using console = await batchOpened();
  await console.press('tab', 'tab', 'j', 'enter', 'x', 'c');
  await console.see('Save 13 runs, as filtered to batch-invoices-2026-11-22.csv');
  await console.press('ctrl-u');
  const path = join(dir.path, 'out.csv');
  await console.type(path);
  await console.press('enter');
  await console.see('saved 13 runs');
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(14);
  expect(lines[0]).toBe(
    'id,target,status,reason,batch_id,given,attempt,exit_code,created_at,started_at,changed_at,duration_ms,retry_of,fingerprint,error',
  );
});

function clientOf(runs: readonly Run[], abilities = {}): SeededClient {
  const all = seed();
  const capabilities = { abilities } as NonNullable<typeof all.capabilities>;
  return seededClient({ ...all, runs: [...all.runs, ...runs, ...lateFailures()], capabilities });
}

function opened(client: SeededClient, options: Partial<InProcessOptions> = {}) {
  return openInProcess({ now: seededNow, ...options, client });
}

async function batchOpened(
  client = clientOf(badBatch()),
  id = badBatchId,
  shows = '480 runs',
  size: Pick<InProcessOptions, 'columns' | 'rows'> = {},
) {
  const console = opened(client, size);
  await console.see('LIVE');
  await console.press(':');
  await console.type(`batch ${id}`);
  await console.press('enter');
  await console.see(shows);
  await console.see(': failed first)');
  return console;
}

function ended(run: Run, status: 'failed' | 'completed'): Run {
  return {
    ...run,
    status,
    completedAt: run.updatedAt,
    version: (run.version ?? 0) + 1,
    error: { message: 'late' },
  };
}

function threeFailed(): Run[] {
  return [1, 2, 3].map((page) =>
    sampleRun({
      id: `f${page}`,
      batchId: 'small',
      status: 'failed',
      reason: 'error',
      attempt: 4,
      config: { page },
      error: { message: 'read ECONNRESET' },
    }),
  );
}

function manyOf(count: number): Run[] {
  const start = seededNow - 3_600_000;
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(start + index * 100).toISOString();
    const status = index % 20 === 0 ? 'failed' : 'completed';
    return sampleRun({
      id: `r${index}`,
      batchId: 'big',
      status,
      createdAt: at,
      startedAt: at,
      updatedAt: at,
      completedAt: at,
      error: status === 'failed' ? { message: `HTTP 500 at ${index}` } : null,
    });
  });
}
