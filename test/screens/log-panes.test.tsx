import './console-environment.ts';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../src/model/event.ts';
import { logPrefix } from '../../src/model/log.ts';
import { type InProcessOptions, openInProcess } from '../helpers/console-in-process.tsx';
import { makeFakeClock } from '../helpers/fake-clock.ts';
import { type Seed, seededClient } from '../helpers/seeded-client.ts';
import { logText, runningId, seed, seededNow } from '../helpers/seeded-data.ts';
import { makeTempDir } from '../helpers/temp-dir.ts';

/** The console at events and log of the run that is running. */
async function openedLog(change: Partial<Seed> = {}, options: Partial<InProcessOptions> = {}) {
  const client = seededClient({ ...seed(), ...change });
  const console = openInProcess({ client, now: seededNow, ...options });
  await console.see('. pending');
  await console.press('down', 'enter');
  await console.see(/>LOG (of|\d)/);
  return Object.assign(console, { client });
}

const lines = (texts: readonly string[], stream: 'stdout' | 'stderr' = 'stdout') =>
  texts.map((text, index) => `${logPrefix(seededNow - 60_000 + index * 1_000, stream)}${text}\n`).join('');

const logOf = (...texts: string[]) => ({ logs: { [runningId]: lines(texts) } });

describe('following', () => {
  test('tails, lets go when scrolled up, counts what waits, follows again', async () => {
    using console = await openedLog();
    await console.see('line 40 of the log');
    await console.press('up', 'up');
    await console.see(/>12:01:19.000 line 38 of the log/);
    console.client.print(runningId, logText(41, 43));
    expect(await console.see('3 new, F follows')).not.toContain('line 43 of the log');
    await console.press('G');
    await console.see('line 43 of the log');
    console.client.print(runningId, logText(44, 44));
    await console.see('line 44 of the log');
  });

  test('stays as it is while the screen is held, whatever key is pressed', async () => {
    const clock = makeFakeClock(seededNow);
    using console = await openedLog({}, { clock });
    await console.see('line 40 of the log');
    await console.press('p');
    await console.see('HELD');
    console.client.print(runningId, logText(41, 43));
    clock.advance(1_000);
    for (let round = 0; round < 10; round++) await new Promise(setImmediate);
    await console.press('w');
    expect(await console.see('  wrap')).not.toContain('line 43');
    await console.press('p');
    clock.advance(1_000);
    await console.see('line 43 of the log');
  });

  test('says why there is nothing, and for how long', async () => {
    using console = await openedLog({ logs: {} });
    await console.see('Nothing yet: silent for 3m.');
    console.client.print(runningId, logText(1, 1));
    await console.see('silent for 2m');
  });
});

describe('searching', () => {
  test('a pattern keeps its slashes, and one that finds nothing says so', async () => {
    using console = await openedLog();
    for (const [typed, said] of [
      ['/(1|2)+9 of/', / {2}2 of 2 \/\(1\|2\)\+9 of\/ /],
      ['nothing', / {2}no match \/nothing/],
    ] as const) {
      await console.press('/', 'ctrl-u');
      await console.type(typed);
      await console.press('enter');
      await console.see(said);
    }
  });

  test('n and N go round and keep the lines around the match', async () => {
    using console = await openedLog({}, { rows: 24 });
    await console.see('line 40 of the log');
    await console.press('/');
    await console.type('line 1');
    await console.press('enter');
    await console.see('11 of 11 /line 1');
    await console.press('N');
    expect(await console.see('10 of 11')).toContain('line 17 of the log');
    await console.press('n', 'n');
    await console.see('1 of 11');
    await console.see('line 2 of the log');
    await console.press('/', 'up');
    await console.see('/line 1 ');
    await console.press('enter');
  });

  test('reads the whole of a long log for it', async () => {
    const long = logText(1, 30_000);
    using console = await openedLog({ logs: { [runningId]: long } });
    await console.press('/');
    await console.type('/line (77|29999) of/');
    await console.press('enter');
    console.client.print(runningId, logText(30_001, 30_010));
    await console.see('2 of 2');
    await console.press('N');
    expect(await console.see('1 of 2')).toContain('line 76 of the log');
    await console.see('LOG 30,010 lines');
  });

  test('an expression that is none is not taken', async () => {
    using console = await openedLog();
    await console.press('/');
    await console.type('/(/');
    await console.press('enter');
    await console.see('no regular expression');
  });
});

describe('filtering', () => {
  test('& shows only what matches, ! hides, and an empty text shows all', async () => {
    using console = await openedLog(logOf('GET /a', 'POST /b', 'GET /c'));
    await console.press('&');
    await console.type('get');
    await console.press('enter');
    expect(await console.see('LOG 2 of 3 lines')).not.toContain('POST');
    await console.press('&');
    await console.type('!/c');
    await console.press('enter');
    expect(await console.see('&get  &!/c')).not.toContain('GET /c');
    await console.press('&', 'enter');
    await console.see('POST');
  });

  test('v goes through the levels, e and E through the errors', async () => {
    const texts = ['DEBUG a', 'ERROR one', '{"level":"warn","msg":"careful"}', 'calm', 'Error: two', 'end'];
    using console = await openedLog(logOf(...texts));
    await console.see('WARN  careful');
    await console.press('v');
    expect(await console.see('level>=info')).not.toContain('DEBUG a');
    await console.press('v');
    expect(await console.see('level>=warn')).not.toContain('calm');
    await console.press('v', 'v');
    await console.see('DEBUG a');
    await console.press('E');
    await console.see(/>\S+ Error: two/);
    await console.press('E');
    await console.see(/>\S+ ERROR one/);
    await console.press('E');
    await console.see('No error above');
    await console.press('e');
    await console.see(/>\S+ Error: two/);
  });
});

describe('time', () => {
  const say = async (
    console: { press(...keys: string[]): Promise<void>; type(text: string): Promise<void> },
    text: string,
  ) => {
    await console.press(':');
    await console.type(text);
    await console.press('enter');
  };

  test(':at goes to a time, reading older parts for it; :span shows only a part', async () => {
    using console = await openedLog({
      logs: { [runningId]: logText(1, 30_000).replaceAll(/^(\d{13})/gm, early) },
    });
    await say(console, 'at 12:00:46');
    await console.see(/>12:00:46.000 line 5 of/);
    await say(console, 'span 12:01 12:01:02');
    expect(await console.see('LOG 3 of 30,000 lines')).toContain('from 12:01:00 to 12:01:02');
    await say(console, 'span');
    await console.see('LOG 30,000 lines');
    await say(console, 'at noon');
    await console.see('“noon” is no time');
  });

  /** The first hundred lines as they are, the others all at one time. */
  const early = (stamp: string) => String(Math.min(Number(stamp), seededNow - 80_000));

  test(':fields chooses what is shown of JSON lines', async () => {
    using console = await openedLog(logOf('{"level":"info","msg":"hi","a":1,"b":2}'));
    await say(console, 'fields b');
    expect(await console.see('INFO  hi  b=2')).toContain('fields b');
  });

  test('of an attempt only its part is shown', async () => {
    const [first, second] = [lines(['one', 'two']), lines(['three', 'four'])];
    const attempt = (number: number, logFrom: number, logTo: number) => ({
      runId: runningId,
      number,
      startedAt: new Date(seededNow - 100_000).toISOString(),
      endedAt: number === 1 ? new Date(seededNow - 50_000).toISOString() : null,
      reason: null,
      reasonText: null,
      exitCode: null,
      signal: null,
      errorMessage: null,
      logFrom,
      logTo,
      peakMemoryBytes: null,
    });
    const attempts = [attempt(1, 0, first.length), attempt(2, first.length, first.length + second.length)];
    using console = await openedLog({
      logs: { [runningId]: first + second },
      attempts: { [runningId]: attempts },
    });
    await console.see('four');
    await console.press(',');
    await console.see('LOG of attempt');
    await console.press(',');
    const screen = await console.see('LOG of attempt 1: 2 lines');
    expect(screen).toMatch(/one.*two/s);
    expect(screen).not.toContain('three');
    await console.press('.', '.');
    await console.see('LOG 4 lines');
  });
});

describe('showing', () => {
  test('time as one likes, wrapped, and sideways', async () => {
    const long = logText(1, 1).replace('line 1', `line 1 ${'x'.repeat(200)} end`);
    using console = await openedLog({ logs: { [runningId]: long } });
    await console.see('12:00:42.000 line 1');
    await console.press('w');
    await console.see('end of the log');
    await console.press('t');
    await console.see('+9.0s');
    await console.press('t');
    await console.see('12:00:42.000Z');
    await console.press('t', 'w');
    await console.gone('12:00:42');
    await console.press(...Array.from({ length: 25 }, () => 'l'));
    await console.see('from column 201');
    await console.see('end of the log');
  });

  test('what is set out is scrolled by pages, from its start on each line', async () => {
    const numbers = JSON.stringify({ numbers: Array.from({ length: 60 }, (_, index) => 1_000 + index) });
    using console = await openedLog(logOf('first', numbers, 'last'));
    await console.press('k', 'enter');
    expect(await console.see(/rows to \d+ of 64/)).toContain(' 1000,');
    await console.press(' ');
    await console.gone(' 1000,');
    await console.press(' ', 'page-down', 'ctrl-d', 'page-down', 'page-down');
    expect(await console.see('rows to 64 of 64')).toContain(' 1059');
    await console.press('g');
    await console.see(' 1000,');
    await console.press(' ', 'k');
    await console.see('line 1  Enter closes');
    await console.press('j');
    await console.see(' 1000,');
    // Where nothing more is to be scrolled, the lines move.
    await console.press('g');
    await console.see('line 1  Enter closes');
  });

  test('Enter sets a line out, Esc closes it; :raw shows it as printed', async () => {
    using console = await openedLog(logOf('{"level":"info","msg":"hi","user":{"id":7}}', 'plain'));
    await console.see('INFO  hi  user={"id":7}');
    await console.press('k', 'enter');
    expect(await console.see('"id": 7')).toContain('Enter closes');
    await console.press('escape');
    await console.gone('"id": 7');
    await console.press(':');
    await console.type('raw');
    await console.press('enter');
    await console.see('{"level":"info","msg":"hi"');
  });

  test('a line of many thousand characters is cut, and says how to see it', async () => {
    using console = await openedLog(logOf(`${'y'.repeat(5_000)} the end`));
    await console.press('w');
    await console.see(/… Ent/);
    await console.press('enter');
    await console.see('5,008 characters');
  });

  test(':similar folds what differs in numbers only', async () => {
    using console = await openedLog(logOf('start', 'beat 1', 'beat 2', 'beat 3', 'end'));
    await console.press(':');
    await console.type('similar');
    await console.press('enter');
    expect(await console.see('beat 1  x3 similar')).not.toContain('beat 2');
    await console.press('k');
    await console.see(/>\S+ beat 1 {2}x3/);
    await console.press('k');
    await console.see(/>\S+ start/);
  });

  test('f gives one pane the room; a small screen shows only that one', async () => {
    using console = await openedLog();
    await console.see('EVENTS');
    await console.press('f');
    await console.gone('EVENTS');
    await console.press('tab');
    expect(await console.see('>EVENTS')).not.toContain('LOG 40');
    console.terminal.resize(120, 20);
    await console.press('f');
    await console.gone('LOG 40');
    await console.see('>EVENTS');
  });
});

describe('events', () => {
  const event = (id: number, second: number, level: RunEvent['level'], message: string): RunEvent => ({
    id,
    runId: runningId,
    type: 'step',
    level,
    message,
    payload: { step: id, of: 3 },
    createdAt: new Date(seededNow - 180_000 + second * 1_000).toISOString(),
  });
  const events = {
    [runningId]: [
      event(1, 5, 'info', 'first'),
      event(2, 20, 'error', 'second'),
      event(3, 30, 'info', 'third'),
    ],
  };

  test('show what the cursor is on, and take the log along unless they are not linked', async () => {
    using console = await openedLog({ events });
    await console.press('tab', 'k');
    await console.see('step  id 2  Enter shows it whole  error');
    await console.see('{"step":2,"of":3}');
    await console.see(/>12:01:01.000 line 20 of the log/);
    await console.press('enter');
    await console.see('"step": 2,');
    await console.press('escape');
    await console.press(':');
    await console.type('link');
    await console.press('enter');
    await console.see('not linked');
    await console.press('k');
    await console.see('step  id 1  Enter shows it whole  info');
    expect(await console.see('>12:00:46')).toMatch(/>12:01:01.000 line 20 of the log/);
  });

  test('v leaves only the serious ones', async () => {
    using console = await openedLog({ events });
    await console.press('tab', 'v', 'v', 'v');
    expect(await console.see('EVENTS 1 of 3')).not.toContain('third');
  });
});

describe('taking lines out', () => {
  const copied = (writes: readonly string[]) =>
    writes
      .flatMap((write) => [...write.matchAll(/\x1b\]52;c;([\w+/=]*)\x07/g)])
      .map(([, data = '']) => Buffer.from(data, 'base64').toString());

  test('y copies the line, or from the mark to the cursor; without a cursor the id', async () => {
    using console = await openedLog(logOf('one', 'two\x1b[31m red', 'three', 'four'));
    await console.press('y');
    await console.see(`copied ${runningId}`);
    await console.press('k', 'y');
    await console.see('copied the line');
    await console.press('m', 'k', 'y');
    await console.see('copied 2 lines, from the mark to the cursor');
    await console.see(/\*\S+ three/);
    expect(copied(console.terminal.writes)).toEqual([runningId, 'three', 'two red\nthree']);
  });

  test("' goes from mark to mark", async () => {
    using console = await openedLog();
    await console.press("'");
    await console.see('No line is marked; m marks one.');
    await console.press('k', 'm', 'g');
    await console.see(/>\S+ line 1 of/);
    await console.press("'");
    await console.see(/#\S+ line 39 of/);
  });

  test('x saves all of it from the server, or what is shown, in the form that is wanted', async () => {
    using dir = makeTempDir();
    using console = await openedLog({ logs: { [runningId]: logText(1, 30_000) } });
    const save = async (path: string) => {
      await console.see('path of');
      await console.press('ctrl-u');
      await console.type(path);
      await console.press('enter');
      await console.see('saved ');
    };
    await console.press('x', 'p');
    await console.see('Save the log to run-000000a1.log');
    await console.press('ctrl-u');
    const whole = join(dir.path, 'whole.log');
    await save(whole);
    const text = readFileSync(whole, 'utf8').split('\n');
    expect([text.length, text[0], text[29_999]]).toEqual([
      30_001,
      'line 1 of the log',
      'line 30000 of the log',
    ]);
    await console.press('&');
    await console.type('line 1234');
    await console.press('enter');
    await console.see('&line 1234');
    await console.press('x', 'm', 'j', 'ctrl-u');
    const some = join(dir.path, 'some.jsonl');
    await save(some);
    const records = readFileSync(some, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records).toHaveLength(11);
    expect(records[0]).toMatchObject({ stream: 'stdout', text: 'line 1234 of the log' });
  });

  test('a file that is being saved is given up by the same key, or by quitting', async () => {
    using dir = makeTempDir();
    using console = await openedLog(logOf('one'));
    // The server answers no more.
    console.client.runs.log = () => new Promise(() => {});
    for (const stop of [
      ['x', 'y'],
      ['ctrl-c', 'y'],
    ]) {
      const path = join(dir.path, 'a.log');
      await console.press('x', 'p', 'ctrl-u');
      await console.type(path);
      await console.press('enter');
      await console.gone('Save the log to');
      expect(existsSync(path)).toBe(true);
      const [key = '', yes = ''] = stop;
      await console.press(key);
      expect(await console.see('is taken away')).toMatch(
        /Stop saving the log\?|Quit while the log is being saved\?/,
      );
      await console.press(yes);
      await console.see('the log: stopped, nothing was saved');
      expect(existsSync(path)).toBe(false);
    }
  });

  test('a file that is there is replaced only when asked', async () => {
    using dir = makeTempDir();
    using console = await openedLog(logOf('one'));
    const path = join(dir.path, 'a.log');
    for (let time = 0; time < 2; time++) {
      await console.press('x', 'p', 'ctrl-u');
      await console.type(path);
      await console.press('enter');
      await console.see(time === 0 ? 'saved the log' : 'Replace the file?');
    }
    await console.press('enter');
    await console.gone('Replace the file?');
    expect(readFileSync(path, 'utf8')).toBe('one\n');
  });

  test('| gives the lines shown to a command, and no shell reads them', async () => {
    using dir = makeTempDir();
    const marker = join(dir.path, 'owned');
    using console = await openedLog(logOf('one', `$(touch ${marker}) \`touch ${marker}\``, 'three'));
    await console.press('|');
    await console.type(`cat > ${join(dir.path, 'piped')}; false`);
    await console.press('enter');
    await console.see('ended with exit code 1');
    expect(readFileSync(join(dir.path, 'piped'), 'utf8')).toBe(
      `one\n$(touch ${marker}) \`touch ${marker}\`\nthree\n`,
    );
    expect(existsSync(marker)).toBe(false);
  });
});

describe('merged logs', () => {
  test('of a batch are opened from it', async () => {
    using console = openInProcess({ client: seededClient(seed()), now: seededNow });
    await console.see('. pending');
    await console.press('down', 'b');
    await console.see('HEAT STRIP');
    await console.type(':logs');
    await console.press('enter');
    expect(await console.see('LOGS 40 lines')).toContain('Logs of 1 run, merged by time');
    await console.press('escape');
    await console.see('HEAT STRIP');
  });

  const other = '019af2b0-0000-7000-8000-000000000005';

  test('of marked runs stand in the order of time with their tags, follow, search, and hide', async () => {
    const at = (ms: number, text: string) => `${logPrefix(seededNow + ms, 'stdout')}${text}\n`;
    using console = openInProcess({
      client: seededClient({
        ...seed(),
        logs: { [runningId]: at(0, 'a one') + at(900, 'a two'), [other]: at(500, 'b one') },
      }),
      now: seededNow,
    });
    await console.see('. pending');
    await console.press(':');
    await console.type(`logs ${runningId} ${other}`);
    await console.press('enter');
    await console.see('LOGS 3 lines');
    const screen = await console.see(/00a1 a one\s+.*0005 b one\s+.*00a1 a two/s);
    expect(screen).toContain('Logs of 2 runs, merged by time');
    await console.press('2');
    expect(await console.see('LOGS 2 of 3 lines')).not.toContain('b one');
    await console.press('2', '/');
    await console.type('one');
    await console.press('enter');
    await console.see('2 of 2 /one');
    using dir = makeTempDir();
    const path = join(dir.path, 'all.log');
    await console.press('x', 't', 'ctrl-u');
    await console.type(path);
    await console.press('enter');
    await console.see('saved the log');
    expect(
      readFileSync(path, 'utf8')
        .split('\n')
        .map((line) => line.replace(/^\S+ \S+(\w{4}) /, '$1 ')),
    ).toEqual(['00a1 a one', '0005 b one', '00a1 a two', '']);
    await console.press('o');
    await console.see('Merged logs > 00000005');
  });
});
