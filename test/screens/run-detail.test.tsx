import './console-environment.ts';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLink } from '../../screens/open-link.ts';
import { openRunFrom } from '../../screens/open-run.ts';
import { parseDeepLink } from '../../src/model/deep-link.ts';
import { UserError } from '../../src/model/errors.ts';
import type { Run } from '../../src/model/run.ts';
import {
  type InProcessConsole,
  type InProcessOptions,
  openInProcess,
} from '../helpers/console-in-process.tsx';
import { type Seed, seededClient } from '../helpers/seeded-client.ts';
import { runningId, seededNow } from '../helpers/seeded-data.ts';
import { child, failed, seedOfRuns, success } from '../helpers/seeded-run.ts';

const hostile = 'evil\u001b]0;title\u0007\u001b[31m\u202e';

describe('the head of a run', () => {
  test('says where the run comes from, why it failed and where it stands in the list', async () => {
    using console = open();
    await show(console, failed.id);
    await console.see('attempt 3 of 3');
    await console.see('trigger api');
    await console.see('batch b-44');
    await console.see(/WHY .*HTTP 429/);
    await console.see('i more');
    await console.see(/ t .*queue 1.0s/);
    await console.press('i');
    await console.see('its log and events');
  });

  test('the overview says how long such runs usually take', async () => {
    const runs = Array.from({ length: 6 }, (_, index) => ({
      ...success,
      id: `019af2a0-0000-7000-8000-00000000010${index}`,
    }));
    using console = open({ runs: [failed, ...runs] });
    await show(console, failed.id);
    await console.press('1');
    await console.see('p50 30.0s, p95 30.0s, 1.4x its p95  (6 completed runs seen here)');
  });

  test('shows no band where no rule fires', async () => {
    using console = open();
    await show(console, success.id);
    await console.see('+ completed');
    await console.gone('WHY ');
  });

  test('shows nothing of hostile text but printable characters', async () => {
    const evil = { ...failed, target: `task:${hostile}`, createdBy: hostile, error: { message: hostile } };
    using console = open({
      runs: [evil, { ...success, target: evil.target, config: { [hostile]: hostile } }],
    });
    await show(console, evil.id);
    for (const tab of ['1', '2', '3', '4', '5', '6', '7', '8']) {
      await console.press(tab);
      const text = await console.see('evil');
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u);
    }
    expect(console.terminal.errors).toEqual([]);
  });
});

describe('next and previous run', () => {
  test('walk along the list of runs', async () => {
    using console = open();
    await console.see('. pending');
    await console.press('enter');
    await console.see('run 1 of');
    await console.press('ctrl-n');
    await console.see('run 2 of');
    await console.press('ctrl-p', 'ctrl-p');
    await console.see('first run of the list');
  });

  test('walk along the list that the run was opened from', async () => {
    using console = open();
    await console.see('. pending');
    openRunFrom(console.parts, failed.id, { name: 'batch b-44', runIds: [success.id, failed.id] });
    await console.see(/batch b-44 > 00000004 .*run 2 of 2/);
    await console.press('ctrl-p');
    await console.see(/batch b-44 > .*run 1 of 2/);
    expect(console.parts.model.store.getState().detail?.runId).toBe(success.id);
    await console.press('escape', 'enter');
    await console.see(/Runs .*run 1 of/);
  });

  test('say so where the run was opened over another screen', async () => {
    using console = open();
    await console.see('. pending');
    await console.press('2', ':');
    await console.type(`run ${failed.id}`);
    await console.press('enter');
    expect(await console.see('Batches > 00000004')).not.toContain('run 1 of');
    await console.press('ctrl-n');
    await console.see('no neighbours: it was opened over “Batches”');
  });
});

describe('a command that cannot be done', () => {
  test('is called what it is called there', async () => {
    using console = open();
    await show(console, success.id);
    await console.press('X');
    await console.see('Cancel this run: not now, the run has ended: completed.');
  });
});

describe('attempts', () => {
  test('are gone through by comma and full stop, and Enter shows the log of one', async () => {
    using console = open();
    await show(console, failed.id);
    await console.press('5');
    await console.see('5 Attempts(2)');
    await console.press('j', 'enter');
    await console.see('LOG of attempt 1');
    await console.see('first attempt says');
    await console.gone('second attempt says');
    await console.press('.');
    await console.see('LOG of attempt 2');
    await console.press('.');
    await console.see('The log of all attempts');
    await console.press(',', '5');
    await console.see('*  2');
  });
});

describe('children', () => {
  test('are found, followed, and lead back to their parent', async () => {
    using console = open();
    await show(console, runningId);
    await console.press('6');
    await console.see('6 Children(1)');
    await console.see(/1 child among the \d+ runs created since/);
    await console.press('enter');
    await console.see(/Children of 000000a1 > 0000c001/);
    await console.press('1', 'enter');
    await console.see(/> 000000a1/);
  });

  test('come in live', async () => {
    const client = seededClient(seedOfRuns());
    using console = openInProcess({ client, now: seededNow });
    await show(console, runningId);
    await console.see('6 Children(1)');
    client.tellRuns([{ ...child, id: '019af2b0-7777-7000-8000-00000000c002' }]);
    await console.see('6 Children(2)');
  });

  test('are looked for again when the server is asked again, and at the next run', async () => {
    const client = seededClient(seedOfRuns());
    using console = openInProcess({ client, now: seededNow });
    await console.see('. pending');
    await openLink(console.parts, parseDeepLink(`vfjobs://local/acme-web/run/${runningId}?tab=children`));
    await console.see(/1 child among the \d+ runs created since/);
    await console.press('ctrl-p');
    await console.see(/No children among the \d+ runs? created since/);
    await console.press('ctrl-n', 'r');
    await console.see(/1 child among the \d+ runs created since/);
  });

  test('the palette leads to the parent', async () => {
    using console = open();
    await show(console, child.id);
    await console.see('parent 000000a1');
    await console.type(':parent');
    await console.press('enter');
    await console.see(/> 000000a1/);
  });
});

describe('JSON', () => {
  test('folds, unfolds and is searched', async () => {
    using console = open();
    await show(console, failed.id);
    await console.press('3');
    await console.see('pageSize: 100');
    await console.press('space');
    await console.see('▸ config: {3} {"pageSize":100');
    await console.type('/needle');
    await console.press('enter');
    await console.see('1 of 2');
    await console.see('needle: "in here"');
    await console.press('n');
    await console.see('2 of 2');
    await console.press('N');
    await console.see('1 of 2');
    await console.press('_');
    await console.gone('needle: "in here"');
    await console.press('+');
    await console.see('needle: "in here"');
  });

  test('a long text is cut with a note, and Enter shows all of it', async () => {
    using console = open();
    await show(console, failed.id);
    await console.press('3');
    await console.see('Enter shows all');
    await console.type('/long');
    await console.press('enter');
    await console.press('enter');
    await console.see('end of the long text');
  });

  test('what the server redacted stays as it came', async () => {
    using console = open({ runs: [{ ...failed, config: { token: '[REDACTED]' } }] });
    await show(console, failed.id);
    await console.press('3');
    await console.see('token: "[REDACTED]"');
  });
});

describe('the difference to the last success', () => {
  test('is told for what is said of the run, its documents and its log', async () => {
    using console = open();
    await show(console, failed.id);
    await console.press('8');
    await console.see(/last success .*\+ completed/);
    await console.see(/\* status +completed +failed/);
    await console.see('* pageSize: 50 → 100');
    await console.see('+ deep:');
    await expect.poll(() => console.parts.model.store.getState().comparison?.log ?? null).not.toBeNull();
    await console.press('G');
    await console.see('LOG  alike for 8 lines, then they part');
    await console.see('ERROR stripe 429 page=7');
    await console.see('ERRORS that the one before does not have');
  });

  test('says so where nothing completed before', async () => {
    using console = open({ runs: [failed] });
    await show(console, failed.id);
    await console.press('=');
    await console.see('No run of task:sync-stripe-invoices completed before this one');
  });

  test('is made again for a run that has ended since, and where it failed before', async () => {
    const { error: _, ...rest } = failed;
    const running: Run = { ...rest, error: null, status: 'running', completedAt: null, durationMs: null };
    const client = seededClient({ ...seedOfRuns(), runs: [running, success] });
    using console = openInProcess({ client, now: seededNow });
    await show(console, failed.id);
    const { list } = client.runs;
    client.runs.list = () => Promise.reject(new UserError('network', 'The line is dead'));
    await console.press('8');
    await console.see('The line is dead');
    client.runs.list = list;
    await console.press('1', '8');
    await console.see(/\* status +completed +running/);
    client.tellRuns([{ ...failed, version: 9 }]);
    await console.see('took 41.2s');
    await console.press('1', '8');
    await console.see(/\* status +completed +failed/);
  });

  test('shows to their end errors that begin alike', async () => {
    const long = (end: string) => `HTTP 429 from https://api.stripe.com/v1/invoices while reading ${end}`;
    const runs = [success, failed].map((run, index) => ({
      ...run,
      error: { message: long(`page ${index}`) },
    }));
    using console = open({ runs }, { columns: 80, rows: 30 });
    await show(console, failed.id);
    await console.press('8');
    await console.see(/page 0 +.*page 1/);
  });

  test('any two runs can be compared', async () => {
    using console = open();
    await console.see('. pending');
    const { store } = console.parts.model;
    store.setState({
      places: {
        stack: [{ screen: 'runs' }, { screen: 'compare', runIds: [runningId, success.id] }],
        last: null,
      },
    });
    await console.see('Compare 000000a1 with 00000099');
    await console.see(/\* target +task:embed-docs +task:sync-stripe-invoices/);
    await console.press('j', 'enter');
    await console.see(/> 00000099/);
  });
});

describe('links and copies', () => {
  test('the menu copies the link to the tab, and the link leads back', async () => {
    using console = open();
    await show(console, failed.id);
    await console.press('3', 'Y');
    const link = `vfjobs://local/acme-web/run/${failed.id}?tab=config`;
    await console.see(link);
    await console.see(`vfjobs retry ${failed.id} --context local`);
    await console.press('l');
    await console.see('copied the link');
    await console.press('escape');
    await openLink(console.parts, parseDeepLink(link));
    await console.see('pageSize: 100');
  });

  test('a link to a line of the log shows that line', async () => {
    using console = open();
    await console.see('. pending');
    await openLink(console.parts, parseDeepLink(`vfjobs://local/acme-web/run/${runningId}?tab=live&line=7`));
    await console.see('line 7 of the log');
    expect(console.parts.model.store.getState().detail?.logPane.view.follow).toBe(false);
  });

  test.each([
    [`vfjobs://prod/acme-web/run/${'a'}`, 'for the context prod'],
    ['vfjobs://local/other/run/a', 'for the project other'],
    ['vfjobs://local/acme-web/run/a', 'There is no run a'],
  ])('%s is refused', async (link, why) => {
    using console = open();
    await console.see('. pending');
    await openLink(console.parts, parseDeepLink(link));
    await console.see(why);
  });
});

describe('the editor', () => {
  const before = {
    EDITOR: process.env['EDITOR'],
    VISUAL: process.env['VISUAL'],
    TMPDIR: process.env['TMPDIR'],
  };
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vfjobs-editor-test-'));
    process.env['TMPDIR'] = folder;
    delete process.env['VISUAL'];
  });
  afterEach(() => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  test('shows a copy that only the user may read, and leaves nothing behind', async () => {
    process.env['EDITOR'] = editor(
      `cp "$1" ${folder}/seen; stat -c %a "$1" > ${folder}/mode; echo more >> "$1"`,
    );
    using console = open();
    await show(console, failed.id);
    await console.press('3', 'e');
    await console.see('what you changed in it is not kept');
    const { readFileSync } = await import('node:fs');
    expect(JSON.parse(readFileSync(join(folder, 'seen'), 'utf8'))).toMatchObject({
      config: { pageSize: 100 },
    });
    expect(readFileSync(join(folder, 'mode'), 'utf8')).toBe('600\n');
    expect(readdirSync(folder).toSorted()).toEqual(['editor.sh', 'mode', 'seen']);
  });

  test('says what to set when there is none', async () => {
    delete process.env['EDITOR'];
    using console = open();
    await show(console, failed.id);
    await console.press('1', 'e');
    await console.see('No editor is set.');
  });

  test('edits the config of a new run, and a failing editor takes nothing away', async () => {
    process.env['EDITOR'] = editor(`printf '{"since": "P2D"}' > "$1"`);
    using console = open();
    await show(console, failed.id);
    await console.press('T');
    await console.see('"pageSize": 100');
    await console.press('ctrl-o');
    await console.see('"since": "P2D"');
    await console.gone('"pageSize": 100');
    process.env['EDITOR'] = 'exit 3;';
    await console.press('ctrl-o');
    await console.see('exit code 3');
    await console.see('"since": "P2D"');
  });

  function editor(script: string): string {
    const path = join(folder, 'editor.sh');
    writeFileSync(path, `${script}\n`);
    return `sh ${path}`;
  }
});

describe('a new run like another', () => {
  test('has its config and its input to edit', async () => {
    const client = seededClient({
      ...seedOfRuns(),
      runs: [{ ...failed, config: { since: 'P1D' }, input: [1, 2] }],
    });
    using console = openInProcess({ client, now: seededNow });
    await show(console, failed.id);
    await console.press('T');
    await console.see('"input": [');
    await console.see('+ config and input fit');
    await console.press('ctrl-s');
    await expect.poll(() => client.acts.at(-1)).toContain('create task:sync-stripe-invoices');
  });

  test('does not open for who has gone on meanwhile', async () => {
    const large: Run = { ...failed, omitted: ['output'] };
    const client = seededClient({ ...seedOfRuns(), runs: [large] });
    using console = openInProcess({ client, now: seededNow });
    await show(console, failed.id);
    const gate = Promise.withResolvers<void>();
    const { get } = client.runs;
    client.runs.get = (id) => gate.promise.then(() => get(id));
    await console.press('T', '/');
    await console.type('hel');
    gate.resolve();
    await console.type('lo');
    await console.see('/hello');
    expect(console.parts.ui.getState().form).toBeNull();
  });

  test('says that it waits for the answer, whatever is pressed', async () => {
    const client = seededClient(seedOfRuns());
    const gate = Promise.withResolvers<void>();
    const { create } = client.runs;
    client.runs.create = (input) => gate.promise.then(() => create(input));
    using console = openInProcess({ client, now: seededNow });
    await show(console, success.id);
    await console.press('T');
    await console.see('pageSize');
    await console.press('ctrl-s');
    await console.see('starting…');
    await console.press('escape');
    await console.see('what the server says is awaited');
    gate.resolve();
    await console.gone('starting…');
    expect(client.acts).toHaveLength(1);
  });
});

function open(members: Partial<Seed> = {}, options: Omit<InProcessOptions, 'client'> = {}): InProcessConsole {
  return openInProcess({ client: seededClient({ ...seedOfRuns(), ...members }), now: seededNow, ...options });
}

/** Opens a run past the list; a test of the list comes with it. */
async function show(console: InProcessConsole, runId: string): Promise<void> {
  await console.see('LIVE');
  const { store } = console.parts.model;
  await expect.poll(() => store.getState().runs.phase).toBe('ready');
  openRunFrom(console.parts, runId, { name: 'here', runIds: [runId] });
  await expect.poll(() => store.getState().detail?.run?.id).toBe(runId);
}
