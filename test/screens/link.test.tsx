import './console-environment.ts';
import { expect, test } from 'vitest';
import type { LinkState } from '../../src/client/client.ts';
import type { Traffic } from '../../src/client/traffic.ts';
import { type InProcessOptions, openInProcess } from '../helpers/console-in-process.tsx';
import { makeFakeClock } from '../helpers/fake-clock.ts';
import { type SeededClient, seededClient } from '../helpers/seeded-client.ts';
import { seed, seededNow } from '../helpers/seeded-data.ts';

/** A link whose measures the test sets, and tells of. */
function measuredLink(measures: Partial<Traffic>) {
  const listeners = new Set<() => void>();
  const seeded = seededClient(seed());
  const traffic = {
    ...seeded.traffic,
    ...measures,
    listen(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const client: SeededClient = Object.assign(seeded, { traffic });
  return {
    client,
    traffic,
    /** Something was carried. */
    carry(bytes: number) {
      traffic.bytesIn += bytes;
      for (const listener of listeners) listener();
    },
  };
}

function open(measures: Partial<Traffic> = {}, options: Partial<InProcessOptions> = {}) {
  const clock = makeFakeClock(seededNow);
  const link = measuredLink({ heardAt: seededNow, ...measures });
  const console = openInProcess({ client: link.client, clock, contextName: 'prod-eu', ...options });
  return { ...link, clock, console };
}

const offline = (at: number): LinkState => ({
  kind: 'offline',
  reason: 'Can’t reach https://api.veryfront.com: connection refused',
  nextTryAt: at,
});

test('a lost network is told with a countdown, the age of what is shown, and all of it grey', async () => {
  const { console, client, clock } = open();
  using _ = console;
  await console.see('LIVE');
  await console.see('. pending');
  client.link(offline(seededNow + 4000));
  const shown = await console.see('OFFLINE next try in 4s');
  expect(shown).toContain('connection refused');
  expect(shown).toContain('r tries now');
  expect(shown).toContain('task:embed-docs');
  clock.advance(1000);
  await console.see('OFFLINE next try in 3s');
  await console.see('1s old');
  const { screen } = console.terminal;
  const row = screen.lines().findIndex((line) => line.includes('task:embed-docs'));
  const cells = screen.cells(row).filter(({ text }) => text.trim() !== '');
  expect(cells.every(({ style }) => style.dim)).toBe(true);
  client.link({ kind: 'live' });
  await console.gone('connection refused');
});

test('a refused token is no lost network, and says what to do next', async () => {
  const { console, client } = open();
  using _ = console;
  await console.see('LIVE');
  client.link({ kind: 'refused', reason: 'The token has expired', fix: undefined });
  const shown = await console.see('REFUSED');
  expect(shown).toContain('Token refused: The token has expired');
  expect(shown).toMatch(/6 Contexts: e gives a new one; then r/);
});

test('a clock that is wrong is said to be, and ages are those of the server', async () => {
  const { console, clock, carry } = open({ skewMs: -3_600_000 });
  using _ = console;
  const before = await console.see('. pending');
  carry(1);
  clock.advance(1000);
  const shown = await console.see('clock 1h00 ahead');
  const ageIn = (text: string) => /task:embed-docs.*? (\d+[smhd]\d*) /.exec(text)?.[1];
  expect(ageIn(shown)).not.toBe(ageIn(before));
  // The time of day stays that of this machine.
  expect(shown).toMatch(/12:03\s*$/m);
});

test('what is carried is shown where there is room for it, and dropped first', async () => {
  for (const [columns, sees] of [
    [120, true],
    [60, false],
  ] as const) {
    const { console, clock, carry } = open({ roundTripMs: [210, 214, 222] }, { columns, rows: 24 });
    using _ = console;
    await console.see('LIVE');
    clock.advance(1000);
    carry(4096);
    clock.advance(1000);
    carry(4096);
    clock.advance(1000);
    if (sees) await console.see(/net \d.*B\/s {2}rtt 200ms/);
    else expect(await console.see('LIVE')).not.toContain('rtt');
    expect(await console.see('LIVE')).toContain('prod-eu / acme-web');
  }
});

test('a slow link makes the console sparing by itself: lists wait, keys do not', async () => {
  const { console, client, clock, carry } = open({ roundTripMs: [900, 910, 905] });
  using _ = console;
  await console.see('. pending');
  carry(100);
  clock.advance(1000);
  await console.see('SLOW');
  const [run] = seed().runs;
  if (run === undefined) throw new Error('no run is seeded');
  client.tellRuns([{ ...run, id: 'late-run-0000beef', target: 'task:came-late', version: 99 }]);
  clock.advance(5000);
  await console.press('j');
  expect(await console.see('SLOW')).not.toContain('task:came-late');
  clock.advance(5000);
  await console.see('task:came-late');
  await console.press(':');
  await console.type('net');
  await console.press('enter');
  await console.see('a round trip takes 905 ms');
});

test(':slow on and off go before what is measured', async () => {
  const { console } = open();
  using _ = console;
  await console.see('LIVE');
  for (const [word, there] of [
    ['on', true],
    ['off', false],
  ] as const) {
    await console.press(':');
    await console.type(`slow ${word}`);
    await console.press('enter');
    await (there ? console.see('SLOW  LIVE') : console.gone('SLOW  LIVE'));
  }
  await console.press(':');
  await console.type('slow down');
  await console.press('enter');
  await console.see('slow on, slow off or slow auto');
});

test('word of the focus is no key, in whatever pieces it comes', async () => {
  const { console } = open();
  using _ = console;
  await console.see('. pending');
  const before = await console.see('LIVE');
  console.terminal.type('\x1b[O');
  await expect.poll(() => console.parts.model.store.getState().isFocused).toBe(false);
  console.terminal.type('\x1b[I\x1b[O\x1b[I');
  await expect.poll(() => console.parts.model.store.getState().isFocused).toBe(true);
  for (const piece of ['\x1b', '[', 'O', '\x1b[', 'I', '\x1b', '[O']) {
    console.terminal.type(piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await expect.poll(() => console.parts.model.store.getState().isFocused).toBe(false);
  console.terminal.type('\x1b[I');
  expect(await console.see('LIVE')).toBe(before);
  // In a line that takes text, too.
  await console.press('/');
  console.terminal.type('a\x1b[Ib\x1b[Oc');
  const typed = await console.see('/abc');
  expect(typed).not.toMatch(/\/abc.*[IO]\[/);
});

test('a refused token that a command prints is asked for again, once', async () => {
  let connections = 0;
  const link = measuredLink({});
  const clock = makeFakeClock(seededNow);
  using console = openInProcess({
    client: async () => {
      connections++;
      return link.client;
    },
    renewsToken: true,
    clock,
  });
  await console.see('LIVE');
  link.client.link({ kind: 'refused', reason: 'The token has expired', fix: undefined });
  await expect.poll(() => connections).toBe(2);
  await console.see('LIVE');
  link.client.link({ kind: 'refused', reason: 'The token has expired', fix: undefined });
  await console.see('REFUSED');
  expect(connections).toBe(2);
});

test('over a slow link a log behind another tab is not read until it is shown', async () => {
  const { console, client, clock } = open();
  using _ = console;
  await console.see('. pending');
  console.parts.model.link.choose('on');
  await console.see('SLOW');
  await console.press('down', 'enter');
  await console.see('line 40 of the log');
  await console.press('1');
  await console.see('status  ');
  const id = console.parts.model.store.getState().detail?.runId ?? '';
  client.print(id, '2026-11-22T12:03:40.000Z stdout a line of later\n');
  const log = console.parts.model.store.getState().detail?.log;
  const readTo = log?.nextByte;
  clock.advance(5_000);
  await new Promise((resolve) => setImmediate(resolve));
  expect(log?.nextByte).toBe(readTo);
  await console.press('2');
  await console.see('a line of later');
});

test.each([
  [false, 'not compressed: it was opened before the link was slow; the next one will be'],
  [true, 'not compressed: the server does not do it'],
])(':net says why the channel of a slow link is not compressed (asked to be: %s)', async (wasAsked, said) => {
  const client = seededClient(seed());
  const channel = { ...client.traffic.channel, opened: 1, wasAskedToCompress: wasAsked };
  using console = openInProcess({
    client: { ...client, traffic: { ...client.traffic, channel } },
    now: seededNow,
    columns: 160,
  });
  await console.see('LIVE');
  await console.press(':');
  await console.type('net');
  await console.press('enter');
  expect(await console.see('WHERE IT GOES')).not.toContain('not compressed');
  console.parts.model.link.choose('on');
  await console.see(said);
});

test('what keeps the link alive changes nothing that is shown, and is no reason to paint', async () => {
  const roundTripMs = [20];
  const { console, carry, clock } = open({ roundTripMs });
  using _ = console;
  await console.see('LIVE');
  carry(4_000);
  clock.advance(1_000);
  carry(4_000);
  clock.advance(1_000);
  await console.see(/net [\d.]+ kB\/s/);
  clock.advance(8_000);
  await console.see('net <100 B/s');
  const { connection } = console.parts.model.store.getState();
  for (let pings = 0; pings < 3; pings++) {
    carry(8);
    clock.advance(15_000);
  }
  expect(console.parts.model.store.getState().connection).toBe(connection);
  roundTripMs.push(900, 900, 900);
  carry(8);
  clock.advance(1_000);
  expect(console.parts.model.store.getState().connection.traffic?.roundTripMs).toBe(900);
});

test(':net says what the terminal was sent as of the last traffic, not as of its own paint', async () => {
  const { console, carry, clock } = open();
  using _ = console;
  await console.see('LIVE');
  carry(4_000);
  clock.advance(1_000);
  console.parts.doLine('net');
  const lineOf = (shown: string) => /TERMINAL.*/.exec(shown)?.[0];
  const before = lineOf(await console.see(/TERMINAL .* frames/));
  for (let paints = 0; paints < 3; paints++) {
    console.parts.terminal.compositor.redraw();
    clock.advance(10_000);
  }
  expect(lineOf(console.terminal.screen.lines().join('\n'))).toBe(before);
});
