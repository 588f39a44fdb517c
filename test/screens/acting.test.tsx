import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import { proposeAction } from '../../screens/acting/propose-action.ts';
import { cancelAction, retryAction } from '../../screens/acting/run-actions.ts';
import { type Journal, type JournalEntry, lastOfEach } from '../../src/model/journal.ts';
import { armWriting } from '../../src/store/arming.ts';
import { failedRuns, turn } from '../helpers/acting-console.ts';
import { type InProcessOptions, openInProcess } from '../helpers/console-in-process.tsx';
import { makeFakeClock } from '../helpers/fake-clock.ts';
import { type LossyClient, lossyClient } from '../helpers/lossy-client.ts';
import { runningId, seed, seededNow, seededRuns } from '../helpers/seeded-data.ts';

async function opened(options: Partial<InProcessOptions> = {}, client: LossyClient = lossyClient(seed())) {
  const clock = makeFakeClock(seededNow);
  const console = openInProcess({ client, clock, ...options });
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 500) {
      clock.advance(Math.min(500, left));
      await turn();
    }
  };
  await turn();
  await pass(100);
  await console.see('LIVE');
  return Object.assign(console, { client, clock, pass });
}

/** What stands on the screen, as one reads it: without the ends of lines. */
function spoken(screen: string): string {
  return screen.replaceAll(/\s+/g, ' ');
}

function journalInMemory(first: readonly JournalEntry[] = []) {
  const entries = [...first];
  const journal: Journal = {
    append: async (entry) => entries.push(entry) > 0,
    read: async () => lastOfEach(entries),
  };
  return { entries, journal };
}

describe('a cancel', () => {
  test('is told to be held, counts down, is taken back with u, and is never sent', async () => {
    using console = await opened();
    await console.press('down', 'X');
    const asked = await console.see('Cancel this run?');
    expect(asked).toContain('sent 5 s after you say yes; until then u takes it back');
    await console.press('y');
    await console.see('not sent yet, 5s: u takes it back, X again sends it now');
    await console.pass(2_000);
    await console.see('not sent yet, 3s: u takes it back');
    await console.press('u');
    await console.see('cancel taken back: 1 never sent.');
    await console.pass(60_000);
    expect(console.client.effects).toEqual([]);
    await console.press('u');
    await console.see('not now, there is nothing that can be taken back.');
  });

  test('is sent when its time is over, and confirmed', async () => {
    using console = await opened();
    await console.press('down', 'X');
    await console.see('Cancel this run?');
    await console.press('y');
    await console.see('not sent yet');
    await console.pass(6_000);
    await console.see(/cancel 000000a1 task:embed-docs +asked 12:03:41, confirmed/);
    expect(console.client.effects).toEqual([`cancel ${runningId}`]);
  });

  test('is sent at once by a second X', async () => {
    using console = await opened();
    await console.press('down', 'X');
    await console.see('Cancel this run?');
    await console.press('y');
    await console.see('not sent yet');
    await console.press('X');
    await turn();
    expect(console.client.effects).toEqual([`cancel ${runningId}`]);
    expect(console.parts.model.store.getState().dialog).toBeNull();
  });
});

describe('a lost answer', () => {
  test('is shown as unknown, and as confirmed once the link is back; nothing is done twice', async () => {
    using console = await opened({}, lossyClient({ runs: failedRuns(3) }));
    console.client.losing = () => 'answer';
    await console.press('R');
    await console.see('Retry this run?');
    await console.press('y');
    await console.see('unknown: no reply, looked up when the server answers');
    console.client.isDown = true;
    console.client.link({ kind: 'offline', reason: 'gone', nextTryAt: seededNow + 20_000 });
    await console.pass(20_000);
    await console.see('unknown: no reply');
    await console.press('down', 'R');
    await console.see('not now, the server can’t be reached now.');
    console.client.isDown = false;
    console.client.link({ kind: 'live' });
    await console.press('down');
    await console.pass(1_000);
    await console.see(/\+ retry 00000001 .*confirmed/);
    expect(console.client.effects).toHaveLength(1);
  });
});

describe('the blast radius', () => {
  test('of a few: which, where, what is left out; y goes ahead, Enter does not', async () => {
    using console = await opened();
    proposeAction(console.parts, cancelAction(seededRuns()));
    const asked = await console.see(/Cancel \d runs\?/);
    expect(asked).toContain('in local / acme-web');
    expect(asked).toMatch(/3 runs of 3 targets/);
    expect(asked).toContain('left out: 2 that have ended');
    expect(asked).toContain('left out: 1 that are cancelled');
    await console.press('enter');
    await console.gone('left out');
    expect(console.parts.model.store.getState().receipts).toEqual([]);
  });

  test('of many: the number must be typed; anything else does not act', async () => {
    const runs = failedRuns(12);
    using console = await opened({}, lossyClient({ runs }));
    const failed: (readonly string[])[] = [];
    const action = {
      ...retryAction(runs),
      perMinute: 600,
      onDone: (ids: readonly string[]) => void failed.push(ids),
    };
    proposeAction(console.parts, action);
    const asked = await console.see('Retry 12 runs?');
    expect(asked).toContain('type 12, then Enter, to start 12 again');
    expect(asked).toContain('and 7 more');
    expect(asked).toContain('at most 600 a minute');
    await console.press('y', 'enter');
    await console.see('type 12 to go ahead, or Esc');
    await console.press('backspace');
    await console.type('13');
    await console.press('enter');
    await turn();
    expect(console.parts.model.store.getState().receipts).toEqual([]);
    await console.press('backspace');
    await console.type('2');
    await console.press('enter');
    await console.see(/\* retry 12 runs {2}\d+ of 12/);
    await console.pass(10_000);
    await console.see(/\+ retry 12 runs {2}12 confirmed/);
    expect(console.client.effects).toHaveLength(12);
    expect(failed).toEqual([[]]);
  });

  test('in production: the number, even of one; and why it is done', async () => {
    const { entries, journal } = journalInMemory();
    using console = await opened({ isProduction: true, contextName: 'prod', journal });
    await console.see('READ');
    await console.press('down', 'X');
    await console.see('the context “prod” is production and starts read-only; :rw arms writing');
    await console.press(':');
    await console.type('rw');
    await console.press('enter');
    await console.see('Arm writing for 15 minutes?');
    await console.press('y');
    await console.see('WRITE armed 15m');
    await console.press('X');
    expect(await console.see('type 1, then Enter, to cancel it')).toContain('PRODUCTION');
    await console.type('1');
    await console.press('tab');
    await console.type('yes, wrong config');
    await console.press('enter', 'enter');
    await console.see('not sent yet');
    await console.pass(6_000);
    await console.see('confirmed');
    expect(lastOfEach(entries)).toMatchObject([
      {
        verb: 'cancel',
        who: 'ops@example.com',
        context: 'prod',
        reason: 'yes, wrong config',
        counts: { confirmed: 1 },
      },
    ]);
  });

  test.each([
    [80, 24],
    [40, 14],
  ])('in production, %d columns wide: says whole how it is armed', async (columns, rows) => {
    using console = await opened({ isProduction: true, contextName: 'prod-eu', columns, rows });
    await console.press('down', 'X');
    expect(spoken(await console.see('for 15 minutes.'))).toContain(
      'the context “prod-eu” is production and starts read-only; :rw arms writing for 15 minutes.',
    );
    await console.press('j');
    await console.gone('for 15 minutes.');
  });

  test('of a start in production asks, too, though a form was filled', async () => {
    using console = await opened({ isProduction: true, contextName: 'prod' }, lossyClient(seed()));
    armWriting(console.parts.model, 15);
    await console.press('4', 'down', 'enter');
    await console.see('"pageSize": 100');
    await console.press('ctrl-s');
    await console.see('type 1, then Enter, to start it');
    await console.press('escape');
    await console.gone('type 1, then Enter');
    expect(console.client.effects).toEqual([]);
    await console.press('ctrl-s');
    await console.see('type 1, then Enter, to start it');
    await console.press('1', 'enter');
    await console.pass(500);
    expect(console.client.effects).toEqual(['create new-run-00000001']);
  });

  test('says why nothing of what is chosen can be done', async () => {
    using console = await opened({}, lossyClient({ runs: failedRuns(3) }));
    proposeAction(console.parts, cancelAction(failedRuns(3)));
    await console.see('Nothing was sent: 3 of them have ended.');
  });

  test('holds on a small screen: the answers stay in view', async () => {
    const runs = failedRuns(9);
    using console = await opened({ columns: 40, rows: 14 }, lossyClient({ runs }));
    proposeAction(console.parts, retryAction(runs));
    const asked = await console.see('Retry 9 runs?');
    expect(asked).toContain('no (n)');
    expect(asked).toContain('in local / acme-web');
  });
});

describe('undo', () => {
  test('of a retry: the toast says what it means; what had started is told', async () => {
    const runs = failedRuns(3);
    using console = await opened({}, lossyClient({ runs }));
    proposeAction(console.parts, retryAction(runs));
    await console.see('Retry 3 runs?');
    await console.press('y');
    await console.pass(1_000);
    await console.see(/u \d+s: cancel what is new while it is pending/);
    await console.client.change('new-run-00000002', { status: 'running' });
    await console.press('u');
    await console.see('retry taken back: 2 undone, 1 could not be: it had started already.');
    expect(console.client.effects.filter((effect) => effect.startsWith('cancel'))).toHaveLength(2);
  });
});

describe('armed writing', () => {
  test('ends by itself, also while a dialog is open, which then refuses', async () => {
    using console = await opened({ readOnly: true });
    await console.press(':');
    await console.type('rw 1');
    await console.press('enter');
    await console.see('Arm writing for 1 minute?');
    await console.press('y');
    await console.see('WRITE armed 60s');
    await console.press('down', 'X');
    await console.see('Cancel this run?');
    await console.pass(61_000);
    await console.see('READ');
    await console.press('y');
    await console.see('Nothing was sent: the context “local” is read-only; :rw arms writing for 15 minutes.');
    expect(console.parts.model.store.getState().receipts).toEqual([]);
  });

  test(':ro ends it; what can’t be armed says why', async () => {
    using console = await opened({ readOnly: true });
    const say = async (words: string) => {
      await console.press(':');
      await console.type(words);
      await console.press('enter');
    };
    await say('rw 300');
    await console.see('a number of minutes, 1…240');
    await console.press('escape');
    await say('rw 5');
    await console.see('Arm writing for 5 minutes?');
    await console.press('y');
    await console.see('WRITE armed 5m');
    await say('ro');
    await console.see('READ');
  });

  test('is refused with a token that only reads, and where nothing needs it', async () => {
    const client = lossyClient({ ...seed(), capabilities: { access: 'read-only' } });
    using reader = await opened({ readOnly: true }, client);
    await reader.see('READ');
    await reader.press(':');
    await reader.type('rw');
    await reader.press('enter');
    await reader.see('the token of this connection only reads: writing can’t be armed');
    using writer = await opened();
    await writer.press(':');
    await writer.type('rw');
    await writer.press('enter');
    await writer.see('this context can be written to already');
  });

  test('is refused where the console was started with --read-only', async () => {
    using console = await opened({ readOnly: true, isLocked: true });
    await console.press(':');
    await console.type('rw');
    await console.press('enter');
    await console.see('the console was started with --read-only: writing can’t be armed');
  });
});

describe('the log of actions', () => {
  test('shows what was done now and before, with its items, and draws hostile text as plain text', async () => {
    const { journal } = journalInMemory([
      {
        id: 'old',
        at: '2026-11-21T08:00:00.000Z',
        who: '\u001b[31mroot\u0007',
        context: 'prod',
        project: 'acme',
        verb: 'cancel',
        things: 'runs',
        reason: 'evil \u001b]0;owned\u0007 reason',
        counts: { confirmed: 2, failed: 1 },
        items: [{ id: 'x-00000001', runId: null, label: 'task:a', state: 'failed', note: 'it \u202eran' }],
        settledAt: '2026-11-21T08:00:07.000Z',
      },
    ]);
    using console = await opened({ journal }, lossyClient({ runs: failedRuns(2) }));
    await console.press('R');
    await console.see('Retry this run?');
    await console.press('y');
    await console.pass(500);
    await console.see('confirmed');
    await console.press(':');
    await console.type('ops');
    await console.press('enter');
    const shown = await console.see(/retry +00000001 task:/);
    expect(shown).toContain('1 confirmed');
    await console.press('down');
    expect(await console.see('evil  reason')).toContain('2 confirmed, 1 failed');
    expect(console.terminal.writes.join('')).not.toMatch(/\u001b\]0|\u0007|\u202e/);
    await console.press('up', 'enter');
    await console.see(/Actions > .*run 1 of 2/);
  });

  test('X there stops what is not sent yet, and asks first', async () => {
    const runs = failedRuns(9);
    using console = await opened({}, lossyClient({ runs }));
    proposeAction(console.parts, { ...retryAction(runs), perMinute: 20 });
    await console.see('Retry 9 runs?');
    await console.press('y');
    await console.see(/1 of 9/);
    await console.press(':');
    await console.type('ops');
    await console.press('enter');
    await console.see('8 waiting');
    await console.press('X');
    await console.see('Stop retry 9 runs?');
    await console.press('y');
    await console.see('Stopped: 8 were not sent.');
    await console.pass(60_000);
    expect(console.client.effects).toHaveLength(1);
  });
});

describe('words of the palette', () => {
  test(':send sends what is held, :abort stops what is not sent, and both say when there is nothing', async () => {
    const runs = failedRuns(9);
    using console = await opened({}, lossyClient({ runs: [...seededRuns(), ...runs] }));
    const say = async (words: string) => {
      await console.press(':');
      await console.type(words);
      await console.press('enter');
    };
    await say('send');
    await console.see('nothing is held back');
    await console.press('escape');
    await say('abort');
    await console.see('nothing waits to be sent');
    await console.press('escape');
    proposeAction(console.parts, cancelAction(seededRuns()));
    await console.see('Cancel 3 runs?');
    await console.press('y');
    await console.see(':send sends it now');
    await say('send');
    await console.pass(500);
    expect(console.client.effects).toHaveLength(3);
    proposeAction(console.parts, { ...retryAction(runs), perMinute: 20 });
    await console.see('Retry 9 runs?');
    await console.press('y');
    await console.see(':abort stops it');
    await say('abort');
    await console.see('Stop all actions under way?');
    await console.press('y');
    await console.see('Stopped: 8 were not sent.');
    await console.pass(60_000);
    expect(console.client.effects).toHaveLength(4);
  });
});
