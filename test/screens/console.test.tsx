import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import type { Client } from '../../src/client/client.ts';
import { UserError } from '../../src/model/errors.ts';
import { type InProcessOptions, openInProcess } from '../helpers/console-in-process.tsx';
import { type SeededClient, seededClient } from '../helpers/seeded-client.ts';
import { manyRuns, runningId, seed, seededNow, seededRuns } from '../helpers/seeded-data.ts';

const runningRun = seededRuns()[1];

async function opened(options: Partial<InProcessOptions> = {}, client: SeededClient = seededClient(seed())) {
  const console = openInProcess({ client, now: seededNow, ...options });
  await console.see('LIVE');
  await console.see('. pending');
  return Object.assign(console, { client });
}

describe('connecting', () => {
  test('paints before there is a server, and says what it waits for', async () => {
    const { promise, resolve } = Promise.withResolvers<Client>();
    using console = openInProcess({ client: () => promise, now: seededNow });
    expect(await console.see('starting the local executor…')).toContain('connecting');
    resolve(seededClient(seed()));
    await console.see('task:nightly-backup');
    await console.see('LIVE');
  });

  test('says what is wrong and what to do; r tries again, q quits', async () => {
    let tries = 0;
    using console = openInProcess({
      now: seededNow,
      async client() {
        if (++tries === 2) return seededClient(seed());
        throw new UserError('unavailable', 'The port is in use by process 77.', {
          fix: 'End it, or use --port 0.',
        });
      },
    });
    const screen = await console.see('The port is in use by process 77.');
    expect(screen).toContain('End it, or use --port 0.');
    expect(screen).toContain('NO SERVER');
    await console.press('r');
    await console.see('task:nightly-backup');
    await console.press('q');
    expect(await console.exit).toEqual({ leave: 'keep' });
  });

  test('shows how the link is', async () => {
    using console = await opened();
    console.client.link({ kind: 'offline', reason: 'gone', nextTryAt: seededNow + 4_000 });
    await console.see('OFFLINE next try in 4s');
    expect(await console.see('task:nightly-backup')).toContain('6 runs');
    await console.press('down', 'X');
    await console.see('not now, the server can’t be reached now.');
    console.client.link({ kind: 'polling', reason: 'no channel' });
    await console.see('POLL');
  });
});

describe('runs', () => {
  test('the cursor stays with its run when a newer one comes', async () => {
    using console = await opened();
    await console.press('down');
    await console.see(/> +> running +000000a1/);
    console.client.tellRuns([
      { ...manyRuns(1)[0], id: 'brand-new-00000099', createdAt: '2026-11-22T12:03:40.000Z' } as never,
    ]);
    const screen = await console.see('00000099');
    expect(screen).toMatch(/> +> running +000000a1/);
    expect(screen).toContain('. pending 2');
  });

  test('loads on at the end of what is loaded', async () => {
    using console = await opened({}, seededClient({ runs: manyRuns(250) }));
    await console.see('100 of 250 loaded');
    for (let page = 0; page < 3; page++) await console.press('ctrl-f');
    await console.see('200 of 250 loaded');
    await console.press('G');
    await console.see(/> +\. pending .* task:number-250/);
    await console.see('250 runs');
    await console.press('g');
    await console.see(/> +\. pending +00000001 /);
  });

  test('filters on the server, completes with Tab, and says what is wrong', async () => {
    using console = await opened();
    await console.press('/');
    await console.type('sta');
    await console.see('status:');
    await console.press('tab');
    await console.type('nope');
    await console.press('enter');
    await console.see('no status “nope”');
    await console.press('ctrl-w');
    await console.type('status:fa');
    await console.press('tab', 'enter');
    expect(await console.see('1 of 6 match')).toContain('task:sync-stripe-invoices');
    await console.gone('task:nightly-backup');
    await console.press('escape');
    await console.see('task:nightly-backup');
  });

  test('takes keys that came in one piece, as a slow link brings them', async () => {
    using console = await opened();
    console.terminal.type('/\x15status:failed,cancelled\r');
    await console.see('2 of 6 match');
  });

  test('an empty list explains itself', async () => {
    using console = openInProcess({ client: seededClient({ runs: [] }), now: seededNow });
    expect(await console.see('No runs yet.')).toContain('4 lists the targets');
    await console.press('/');
    await console.type('abc');
    await console.press('enter');
    await console.see('No run matches “abc”.');
  });

  test('draws hostile names as plain text', async () => {
    const [first] = seededRuns();
    const name = '\u001b[2J\u001b]0;owned\u0007\u202eevil\u009b31m';
    using console = await opened({}, seededClient({ runs: [{ ...first, name } as never] }));
    await console.see('evil');
    expect(console.terminal.writes.join('')).not.toMatch(/\u001b\]|\u0007|\u009b|\u202e/);
  });
});

describe('acting', () => {
  test('asks first with the harmless answer under Enter; y goes ahead and the stream confirms', async () => {
    using console = await opened();
    await console.press('down', 'X');
    expect(await console.see('Cancel this run?')).toContain('in local / acme-web');
    await console.press('enter');
    await console.gone('Cancel this run?');
    expect(console.client.acts).toEqual([]);

    await console.press('X');
    await console.see('Cancel this run?');
    await console.press('y');
    expect(await console.see('not sent yet, 5s: u takes it back')).toMatch(/> …> running/);
    expect(console.client.acts).toEqual([]);
    await console.press('X');
    expect(await console.see('accepted …')).toMatch(/> …> running/);
    expect(console.client.acts).toEqual([`cancel ${runningId}`]);
    console.client.tellRuns([{ ...runningRun, status: 'cancelled', version: 2 } as never]);
    await console.see(/cancel 000000a1 task:embed-docs +asked 12:03:41, confirmed/);
  });

  test('says why it can not act now', async () => {
    using console = await opened();
    await console.press('R');
    await console.see('not now, the run is still pending.');
    await console.press('j');
    await console.gone('not now');
    await console.press('j', 'j', 'X');
    await console.see('not now, the run has ended: failed.');
    expect(console.client.acts).toEqual([]);
  });

  test('changes nothing in a read-only context', async () => {
    using console = await opened({ readOnly: true });
    await console.see('READ');
    await console.press('down', 'X');
    await console.see('the context “local” is read-only');
    await console.press('T');
    await console.see(/New run.*read-only/);
    expect(console.client.acts).toEqual([]);
  });

  test('changes nothing with a token that only reads', async () => {
    using console = await opened({}, seededClient({ ...seed(), capabilities: { access: 'read-only' } }));
    await console.see('READ');
    await console.press('down', 'X');
    await console.see('not now, the token of this connection only reads.');
    expect(console.client.acts).toEqual([]);
  });

  test('says what the server lacks', async () => {
    const capabilities = { abilities: { retry: 'this server can not retry' } as never };
    using console = await opened({}, seededClient({ ...seed(), capabilities }));
    await console.press('j', 'j', 'j', 'R');
    await console.see('not now, this server can not retry.');
  });

  test('keys that open a question in one piece do not answer it', async () => {
    using console = await opened();
    await console.press('down');
    console.terminal.type('Xy');
    await console.see('Cancel this run?');
    expect(console.client.acts).toEqual([]);
  });
});

describe('run detail', () => {
  test('goes to the next and the previous run of the list', async () => {
    using console = await opened();
    await console.press('enter');
    await console.see('run 1 of 6');
    await console.press('ctrl-n', 'ctrl-n');
    await console.see('run 3 of 6');
    await console.press('ctrl-p');
    await console.see('run 2 of 6');
    await console.press('escape');
    await console.see('6 runs');
  });

  test('shows overview, config, output and attempts', async () => {
    using console = await opened();
    await console.press('down', 'down', 'down', 'down', 'enter', '1');
    await console.see('019af2b0-0000-7000-8000-000000000005');
    await console.press('4');
    await console.see('resized: 18');
    await console.press('3');
    await console.see('config: {');
    await console.press('ctrl-p', 'ctrl-p', 'ctrl-p', '5');
    await console.see(/1 +12:00:33 +3m08s +running/);
  });

  test('a run that is not there says so', async () => {
    using console = await opened();
    await console.press(':');
    await console.type('run no-such-run');
    await console.press('enter');
    await console.see('There is no run no-such-run.');
    await console.press('q');
    await console.see('6 runs');
  });
});

describe('new run', () => {
  test('checks the config while it is typed and starts the run', async () => {
    using console = await opened();
    await console.press('4', 'down', 'T');
    await console.see('+ the config fits the schema');
    await console.press('down', 'end', 'backspace');
    await console.see('not JSON: line 3, column 3');
    await console.press('ctrl-s');
    await console.see('Not started: the config is not right yet.');
    expect(console.client.acts).toEqual([]);
    await console.type(',');
    await console.see('+ the config fits the schema');
    await console.press('tab', 'enter');
    await console.see('Targets > 00000001');
    expect(console.client.acts).toEqual(['create task:sync-stripe-invoices {"since":"","pageSize":100}']);
  });

  test('what was typed survives a refusal, and leaving asks', async () => {
    using console = await opened();
    await console.press('4', 'down', 'enter', 'down', 'end');
    console.client.refuse(new UserError('busy', 'Too many runs.', { fix: 'Try again in a minute.' }));
    await console.see('"since": ""');
    await console.press('left', 'left');
    await console.type('P1D');
    await console.press('ctrl-s');
    expect(await console.see('Too many runs. Try again in a minute.')).toContain('"since": "P1D"');
    await console.press('escape');
    await console.see('Leave the form?');
    await console.press('enter');
    await console.see('"since": "P1D"');
    await console.press('ctrl-s');
    await console.see('Targets > 00000001');
  });

  test('a broken target is listed with its place and can not be started', async () => {
    using console = await opened();
    await console.press('4', 'G');
    expect(await console.see('broken at tasks/broken.ts:12')).toContain("Expected '}' but found end of file");
    await console.press('enter');
    await console.see('not now, the target is broken');
  });
});

describe('leaving', () => {
  test('asks what becomes of an own executor with active runs', async () => {
    using console = await opened({ ownsExecutor: true });
    await console.press('q');
    expect(await console.see('3 runs are active')).toContain('k keep  w wait  s stop  b stay  Enter take');
    await console.press('escape');
    await console.gone('3 runs are active');
    await console.press('ctrl-c');
    await console.see('3 runs are active');
    await console.press('w');
    await console.see('Waiting for 3 runs to end');
    await console.press('escape');
    await console.gone('Waiting for');
    await console.press('q');
    await console.see('3 runs are active');
    await console.press('enter');
    expect(await console.exit).toEqual({ leave: 'keep' });
  });

  test('Ctrl-C asks once: the second one leaves, and the executor stays', async () => {
    using console = await opened({ ownsExecutor: true });
    await console.press('q');
    await console.see('3 runs are active');
    await console.press('w');
    await console.see('Waiting for 3 runs to end');
    await console.press('ctrl-c');
    await console.see('3 runs are active');
    console.client.tellRuns([{ ...runningRun, status: 'failed', version: 2 } as never]);
    await console.see('x failed 2');
    expect(await console.see('runs are active')).not.toContain('Waiting for');
    await console.press('ctrl-c');
    expect(await console.exit).toEqual({ leave: 'keep' });
  });

  test('Ctrl-C asks once while a form is open', async () => {
    using console = await opened();
    await console.press('4', 'enter');
    await console.see('New run of');
    await console.type('x');
    await console.press('ctrl-c');
    await console.see('Quit with the form open?');
    await console.press('y');
    expect(await console.exit).toEqual({ leave: 'keep' });
  });
});

test('a held screen stands still until it is let go', async () => {
  using console = await opened();
  await console.press('p');
  await console.see('HELD');
  console.client.tellRuns([{ ...runningRun, status: 'failed', version: 2 } as never]);
  await console.press('down', 'up');
  expect(await console.see(/> +\. pending/)).toMatch(/> running +000000a1/);
  await console.press('p');
  await console.see(/x failed +000000a1/);
});

test('after a resize the screen is as high as the terminal, at every size', async () => {
  using console = await opened();
  for (const [columns, rows] of [
    [40, 10],
    [200, 60],
    [80, 24],
  ] as const) {
    console.terminal.resize(columns, rows);
    const shown = await console.terminal.until(
      (lines) => lines[0]?.includes('vfjobs') === true && lines.at(-1)?.includes('Enter open') === true,
    );
    expect(shown).toHaveLength(rows);
  }
});
