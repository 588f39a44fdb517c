import './console-environment.ts';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settingsInMemory } from '../../src/model/console-settings.ts';
import type { Run } from '../../src/model/run.ts';
import { type InProcessOptions, openInProcess } from '../helpers/console-in-process.tsx';
import { sampleRun } from '../helpers/sample-run.ts';
import { type Seed, type SeededClient, seededClient } from '../helpers/seeded-client.ts';
import { logText, manyRuns, runningId, seed, seededNow } from '../helpers/seeded-data.ts';

async function opened(options: Partial<InProcessOptions> = {}, client: SeededClient = seededClient(seed())) {
  const console = openInProcess({ client, now: seededNow, ...options });
  await console.see('LIVE');
  await console.see(/\d+ (?:runs?|of)/);
  const command = async (text: string) => {
    await console.press(':');
    await console.type(text);
    await console.press('enter');
  };
  const filter = async (text: string) => {
    await console.press('/', 'ctrl-u');
    await console.type(text);
    await console.press('enter');
  };
  return Object.assign(console, { client, command, filter });
}

/** Failed runs with two kinds of errors and completed ones, the newest first. */
function mixedRuns(count: number): Run[] {
  return Array.from({ length: count }, (_, index) => {
    const createdAt = new Date(seededNow - (index + 1) * 60_000).toISOString();
    const failed = index % 3 === 0;
    return sampleRun({
      id: `019af2b0-0000-7000-8000-${String(index + 1).padStart(12, '0')}`,
      target: `task:number-${index % 2}`,
      status: failed ? 'failed' : 'completed',
      createdAt,
      updatedAt: createdAt,
      startedAt: createdAt,
      completedAt: createdAt,
      durationMs: ((index * 37) % 101) * 1_000,
      kind: index % 5 === 0 ? 'eval' : 'task',
      error: failed ? { message: index % 2 === 0 ? `HTTP 429 page=${index}` : `lost host-${index}` } : null,
    });
  });
}

const lacksFilters: Partial<Seed> = {
  capabilities: { abilities: { runFilters: 'this server can not filter' } as never },
};

describe('filter', () => {
  test('the server chooses what it can, and the header says so', async () => {
    using console = await opened();
    await console.filter('-status:completed,cancelled');
    expect(await console.see('4 of 6 matched by server')).not.toContain('resize-images');
    await console.filter('status:failed since:3h');
    await console.see('1 of 6 matched by server');
  });

  test('what the server can not choose is chosen here, over what is loaded, and more is read for it', async () => {
    using console = await opened({}, seededClient({ runs: mixedRuns(450) }));
    await console.see('100 of 450 loaded');
    await console.filter('-kind:eval error:"HTTP 429"');
    await console.see('60 match, local: over 450 loaded');
    await console.press('escape');
    await console.see('450 runs');
  });

  test('a server that can not filter is not asked to', async () => {
    using console = await opened({}, seededClient({ runs: mixedRuns(30), ...lacksFilters }));
    await console.filter('status:failed');
    expect(await console.see('10 match, local: over 30 loaded')).not.toContain('completed  ');
    await console.filter('nothing-like-this');
    await console.see('No run matches “nothing-like-this” among the 30 that are loaded.');
  });

  test('a server without counts still says who chose', async () => {
    const client = seededClient({ runs: mixedRuns(30) });
    client.runs.counts = () => Promise.reject(new Error('no counts'));
    using console = await opened({}, client);
    await console.filter('status:failed');
    await console.see('10 matched by server');
  });

  test('rows follow what changes', async () => {
    const runs = mixedRuns(9);
    using console = await opened({}, seededClient({ runs }));
    await console.filter('error:429');
    await console.see('2 match, local: over 9 loaded');
    const error = { message: 'HTTP 429 again' };
    console.client.tellRuns([{ ...runs[1], status: 'failed', error, version: 2 } as Run]);
    await console.see('3 match');
    console.client.tellRuns([{ ...runs[1], status: 'completed', error: null, version: 3 } as Run]);
    await console.see('2 match');
  });

  test('! shows only problems, and again all', async () => {
    using console = await opened();
    await console.press('!');
    const shown = await console.see('is:problem');
    expect(shown).toMatch(/x failed/);
    expect(shown).toMatch(/~ waiting/);
    expect(shown).not.toContain('task:nightly-backup');
    await console.press('!');
    await console.see('task:nightly-backup');
  });
});

test('! says when no problem can be left', async () => {
  using console = await opened();
  await console.filter('status:completed');
  await console.see('matched by server');
  await console.press('!');
  await console.see('no status is left that a run could have.');
});

describe('order', () => {
  test('s sorts by a column, again the other way round, and the header says so', async () => {
    using console = await opened({}, seededClient({ runs: mixedRuns(40) }));
    await console.press('s');
    await console.see('Sort by');
    await console.press('d');
    await console.see(/sort: -duration +40 runs/);
    await console.see(/> {2}\S .*1m40s/);
    await console.press('s');
    await console.see('duration, the other way round');
    await console.press('enter');
    await console.see(/sort: duration/);
    await console.see(/> {2}\S .* 0ms/);
    await console.press('s', 'escape');
    await console.gone('Sort by');
  });

  test('the cursor stays with its run when the order changes', async () => {
    const runs = mixedRuns(12);
    using console = await opened({}, seededClient({ runs }));
    await console.press('s', 'd', 'down', 'down');
    const before = /> +\S \w+ +(\d{8})/.exec(await console.see(/LAST\n {3}.*\n {3}.*\n> /))?.[1];
    const other = runs.find((run) => !run.id.endsWith(before ?? ''));
    console.client.tellRuns([{ ...other, durationMs: 9_000_000, version: 2 } as Run]);
    const screen = await console.see('2h30m');
    expect(/> +\S \w+ +(\d{8})/.exec(screen)?.[1]).toBe(before);
  });
});

describe('groups', () => {
  test('# counts by failure; Enter narrows to one, Esc leads back', async () => {
    using console = await opened({}, seededClient({ runs: mixedRuns(30) }));
    await console.press('#', 'f');
    const groups = await console.see('2 groups by failure');
    expect(groups).toMatch(/> HTTP 429 page=# +5 +100%/);
    await console.press('down', 'enter');
    const narrowed = await console.see('5 match');
    expect(narrowed).toContain('fingerprint:');
    expect(narrowed).not.toContain('429');
    await console.press('escape');
    await console.see('2 groups by failure');
    await console.see(/> lost/);
    await console.press('escape');
    await console.see('30 runs');
  });

  test('by batch the runs of none are a group, too', async () => {
    using console = await opened();
    await console.press('#', 'b');
    expect(await console.see('2 groups by batch')).toMatch(/> \(no batch\) +5 +20%/);
    await console.press('enter');
    await console.see('5 match, local: over 6 loaded');
    console.client.tellRuns([]);
  });
});

describe('marks', () => {
  test('Space marks; marks stay with their runs while the list moves; Esc clears', async () => {
    using console = await opened();
    await console.press('space', 'space');
    await console.see('2 marked');
    const [first] = manyRuns(1);
    console.client.tellRuns([
      { ...first, id: 'brand-new-00000099', createdAt: '2026-11-22T12:03:40.500Z' } as Run,
    ]);
    const screen = await console.see('00000099');
    expect(screen).toMatch(/^ \* \. pending +00000001/m);
    expect(screen).toMatch(/^ \* > running +000000a1/m);
    await console.press('escape');
    await console.gone('2 marked');
  });

  test('v marks a range', async () => {
    using console = await opened();
    await console.press('down', 'v', 'down', 'down');
    await console.see('v marks to here');
    await console.press('v');
    await console.see('3 marked');
  });

  test('A marks all that match, and reads those that are not loaded', async () => {
    using console = await opened({}, seededClient({ runs: manyRuns(250) }));
    await console.see('100 of 250 loaded');
    await console.press('A');
    await console.see('250 marked');
  });

  test('R acts on what is marked, says what is left out, and what failed stays marked', async () => {
    using console = await opened();
    await console.press('down', 'down', 'space', 'space', 'space');
    await console.see('3 marked');
    await console.press('R');
    const asked = await console.see('Retry 2 runs?');
    expect(asked).toMatch(/1 [a-z ]*have not ended/);
    await console.press('y');
    await console.gone('Retry 2 runs?');
    await console.gone('3 marked');
    expect(console.client.acts.filter((act) => act.startsWith('retry'))).toHaveLength(2);
  });

  test('a filter takes the marks away: what is not seen is not acted upon', async () => {
    using console = await opened();
    await console.press('space');
    await console.see('1 marked');
    await console.filter('status:failed');
    await console.gone('1 marked');
  });
});

describe('views', () => {
  test('are saved, listed, shown and forgotten', async () => {
    const settings = settingsInMemory();
    using console = await opened({ settings });
    await console.filter('-status:completed');
    await console.press('s', 'd');
    await console.command('save oncall');
    await console.see('saved as oncall');
    expect(settings.read().views).toEqual({ oncall: '-status:completed sort:-duration' });
    await console.see('view: oncall');
    await console.press('escape');
    await console.gone('view: oncall');
    await console.command('view oncall');
    await console.see(/view: oncall +-status:completed +sort: -duration/);
    await console.command('views');
    await console.see('Saved views');
    await console.press('escape');
    await console.command('unsave oncall');
    await console.see('forgot oncall');
    expect(settings.read().views).toEqual({});
  });

  test('a view looks the same whatever was shown before it, groups and all', async () => {
    const settings = settingsInMemory({ views: { plain: 'kind:task', grouped: 'kind:task group:target' } });
    using console = await opened({ settings });
    await console.press('s', 'd');
    await console.see('sort: -duration');
    await console.command('view plain');
    await console.see(/view: plain +kind:task +5 of 6 matched by server/);
    await console.command('view grouped');
    await console.see(/view: grouped +kind:task +4 groups by target/);
    await console.press('enter');
    await console.see('target:');
    await console.press('escape');
    await console.see(/view: grouped +kind:task +4 groups by target/);
    await console.command('view nonsense');
    await console.see('view: no “nonsense”: grouped, plain');
  });

  test(':since narrows in time', async () => {
    using console = await opened();
    await console.command('since 1h');
    expect(await console.see('2 of 6 matched by server')).toContain('since:1h');
    await console.command('since 2h');
    expect(await console.see('3 of 6 matched by server')).not.toContain('since:1h');
  });
});

describe('look', () => {
  test('t shows ages, the clock here and UTC; w shows more columns', async () => {
    using console = await opened();
    await console.press('t');
    await console.see('CREATED');
    await console.press('t');
    await console.see('12:03:32Z');
    await console.press('t', 'w');
    expect(await console.see('TRIG')).toContain('BATCH');
    await console.press('w');
    await console.gone('TRIG');
  });

  test('d shows why, attempts and the last log line of the run under the cursor', async () => {
    using console = await opened({}, seededClient({ ...seed(), logs: { [runningId]: logText(1, 40) } }));
    await console.press('d');
    await console.see('WHY');
    await console.press('down');
    expect(await console.see('line 40 of the log')).toMatch(/TRY {2}#1/);
    await console.press('d');
    await console.gone('WHY');
  });

  test('d beside the list names no keys of another screen', async () => {
    using console = await opened({ columns: 200, rows: 60 });
    await console.press('d', 'j', 'j', 'j');
    await console.see('WHY  (i: and what to press)');
    expect(await console.see(/1\. {2}failed/)).not.toMatch(/2 {2}its log and events/);
  });

  test('d shows it in a low terminal, too', async () => {
    using console = await opened({ columns: 40, rows: 14 });
    await console.press('d', 'j');
    const shown = await console.see('WHY');
    expect(shown).toMatch(/>.*\n.*─/);
    expect(shown).toContain('TRY');
  });

  test('i opens the run on why, = compares two, b leads to the batch', async () => {
    using console = await opened();
    await console.press('=');
    await console.see('not now, Space marks two runs to compare');
    await console.press('b');
    await console.see('not now, the run belongs to no batch.');
    await console.press('down', 'i');
    await console.see(/Runs > 000000a1/);
    await console.press('escape', 'space', 'space', '=');
    await console.gone('VS P95');
  });

  test('y copies the id or the ids of what is marked, Y what shows the same', async () => {
    using console = await opened();
    await console.press('down', 'Y');
    const menu = await console.see('Copy what?');
    expect(menu).toContain('the command that shows the run');
    await console.press('c');
    await console.see('copied the command that shows the run');
    await console.press('space', 'space', 'y');
    await console.see('copied 2 ids');
    await console.filter('status:failed');
    await console.press('Y');
    await console.see('the command that lists these runs');
  });

  test('x saves what is shown as CSV or JSON lines', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vfjobs-export-'));
    try {
      const hostile = { name: '=1+1', error: { message: 'a "quoted", long\nmessage' } };
      const runs = mixedRuns(3).map((run) => ({ ...run, ...hostile }));
      using console = await opened({}, seededClient({ runs }));
      await console.press('x');
      await console.see('Save 3 shown runs as');
      await console.press('c');
      await console.see('Save 3 shown runs to');
      await console.press('ctrl-u');
      await console.type(join(folder, 'runs.csv'));
      await console.press('enter');
      await console.see(/saved|written|wrote/i);
      const lines = readFileSync(join(folder, 'runs.csv'), 'utf8');
      expect(lines).toContain('id,status,reason,target,name');
      expect(lines).toContain(`,'=1+1,`);
      expect(lines).toContain('"a ""quoted"", long\nmessage"');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('hostile text stays text in groups, columns, preview and menus', async () => {
  const hostile = '\u001b[2J\u001b]0;owned\u0007\u202eevil\u009b31m';
  const [first] = mixedRuns(1);
  const run = { ...first, batchId: hostile, scheduleId: hostile, error: { message: hostile } } as Run;
  const seeded = seededClient({ runs: [run], logs: { [run.id]: logText(1, 1).replace('line', hostile) } });
  const settings = settingsInMemory({ views: { odd: hostile } });
  using console = await opened({ settings }, seeded);
  await console.press('w', 'd');
  await console.see('LOG  12:');
  for (const key of ['b', 's', 'f']) {
    await console.press('#');
    await console.see('Group by');
    await console.press(key);
    await console.see(/1 group by/);
    await console.see('evil');
    await console.press('escape');
  }
  await console.command('views');
  await console.see('Saved views');
  await console.press('escape');
  await console.filter(hostile);
  await console.see(/No run matches/);
  expect(console.terminal.writes.join('')).not.toMatch(/\u001b\]|\u0007|\u009b|\u202e|\u001b\[2J.*owned/);
});
