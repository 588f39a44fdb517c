import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import {
  type InProcessConsole,
  type InProcessOptions,
  openInProcess,
} from '../helpers/console-in-process.tsx';
import { seededClient } from '../helpers/seeded-client.ts';
import { seededContexts } from '../helpers/seeded-contexts.ts';
import { seed, seededNow } from '../helpers/seeded-data.ts';
import { busyTraffic } from '../helpers/seeded-traffic.ts';

const sizes = [
  { columns: 200, rows: 60 },
  { columns: 120, rows: 36 },
  { columns: 80, rows: 24 },
  { columns: 40, rows: 14 },
];

const visits: readonly (readonly [name: string, go: (console: InProcessConsole) => Promise<unknown>])[] = [
  [
    'contexts',
    async (console) => {
      await console.press('6');
      await console.see('* local');
      await console.press('down', 't');
      await console.see(/> {3}prod-eu/);
      // A low screen has no room for what a test found.
      if (console.terminal.screen.lines().length > 14) await console.see('x token');
    },
  ],
  [
    'edit-context',
    async (console) => {
      await console.press('6');
      await console.see('* local');
      await console.press('down', 'e');
      await console.see('Edit the context');
      await console.press('tab', 'ctrl-u', 'ctrl-s');
      await console.see('x ');
    },
  ],
  [
    'net',
    async (console) => {
      console.parts.model.store.setState(({ connection, net }) => ({
        connection: {
          ...connection,
          isSlow: true,
          traffic: { bytesIn: 614, bytesOut: 80, roundTripMs: 812 },
        },
        net: {
          ...net,
          decision: { isSlow: true, reason: 'a round trip takes 812 ms', since: seededNow - 95_000 },
        },
      }));
      await console.press(':');
      await console.type('net');
      await console.press('enter');
      await console.see('SLOW LINK');
    },
  ],
  [
    'offline',
    async (console) => {
      console.parts.model.store.setState(({ connection }) => ({
        connection: {
          ...connection,
          link: {
            kind: 'offline',
            reason: 'Can’t reach https://api.veryfront.com: connection refused',
            nextTryAt: seededNow + 4_000,
          },
        },
      }));
      await console.see('OFFLINE');
      await console.see(/x Can.t reach/);
    },
  ],
  [
    'refused',
    async (console) => {
      console.parts.model.store.setState(({ connection }) => ({
        connection: {
          ...connection,
          link: { kind: 'refused', reason: 'The token has expired', fix: undefined },
        },
      }));
      await console.see('REFUSED');
      await console.see('Token refused');
    },
  ],
];

describe('golden frames of links and contexts', () => {
  for (const { columns, rows } of sizes) {
    test.each(visits)(`%s at ${columns}x${rows}`, async (name, go) => {
      using console = open({ columns, rows });
      await console.see('LIVE');
      await console.see('. pending');
      await go(console);
      await expect(frame(console)).toMatchFileSnapshot(`__frames__/${name}-${columns}x${rows}.txt`);
    });
  }

  test.each(visits)('%s in ASCII and without colour', async (_, go) => {
    using console = open({ columns: 80, rows: 24, ascii: true, color: 'none' });
    await console.see('. pending');
    await go(console);
    expect(frame(console)).toMatch(/^[\n -~]*$/);
    const cells = console.terminal.screen.lines().flatMap((_, row) => console.terminal.screen.cells(row));
    expect(cells.filter(({ style }) => style.foreground.kind !== 'default')).toEqual([]);
  });
});

function open(options: Pick<InProcessOptions, 'columns' | 'rows' | 'ascii' | 'color'>): InProcessConsole {
  const client = Object.assign(seededClient(seed()), { traffic: busyTraffic(seededNow) });
  return openInProcess({ client, now: seededNow, contexts: seededContexts().port, ...options });
}

/** What this terminal was sent and how fast it drew differs from run to run. */
const measured = /^( TERMINAL {2}| DRAWN IN {2}).*/;

function frame(console: InProcessConsole): string {
  return `${console.terminal.screen
    .lines()
    .map((line) => line.trimEnd().replace(measured, '$1 (measured)'))
    .join('\n')}\n`;
}
