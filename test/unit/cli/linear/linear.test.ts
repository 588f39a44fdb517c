import { describe, expect, test } from 'vitest';
import { createAccess } from '../../../../src/cli/linear/access.ts';
import type { LinearParts } from '../../../../src/cli/linear/linear-parts.ts';
import { createChangeTeller, linkSentence, sentenceOf } from '../../../../src/cli/linear/tell-changes.ts';
import { doLine } from '../../../../src/cli/linear/words.ts';
import type { Output } from '../../../../src/cli/output.ts';
import { type JournalEntry, lastOfEach } from '../../../../src/model/journal.ts';
import type { Run } from '../../../../src/model/run.ts';
import { lossyClient } from '../../../helpers/lossy-client.ts';
import { runningId, seed, seededNow, seededRuns } from '../../../helpers/seeded-data.ts';

const scheduleId = '0198c0de-0000-7000-8000-00000000f001';

function runs(): Run[] {
  return [...seededRuns()];
}

describe('changes as sentences', () => {
  test('tell each change once, and nothing that was known', () => {
    const teller = createChangeTeller();
    teller.note(runs());
    expect(teller.tell(runs())).toEqual([]);
    const failed = { ...runs()[1], status: 'failed', completedAt: '2026-11-22T12:03:41.000Z' } as Run;
    const [sentence] = teller.tell([failed]);
    expect(sentence).toMatch(/^run [0-9a-z]{8} task:\S+ failed/);
    expect(teller.tell([failed])).toEqual([]);
  });

  test('a flood is counted, and its failures are named', () => {
    const [first] = runs();
    if (first === undefined) throw new Error('there are no runs');
    const many = Array.from({ length: 50 }, (_, index): Run => {
      const status = index === 7 ? 'failed' : 'completed';
      return { ...first, id: `flood-${index}`, status, completedAt: '2026-11-22T12:00:00.000Z' };
    });
    const sentences = createChangeTeller().tell(many);
    expect(sentences[0]).toBe('50 runs changed: 49 completed, 1 failed');
    expect(sentences).toHaveLength(2);
    expect(sentences[1]).toContain('failed');
  });

  test('hold no line feed and no escape sequence, however hostile a name is', () => {
    const [first] = runs();
    if (first === undefined) throw new Error('there are no runs');
    const sentence = sentenceOf({
      ...first,
      target: 'task:\x1b[2Jx\ny',
      status: 'running',
      completedAt: null,
    });
    expect(sentence).toMatch(/^[^\x00-\x1f]+$/);
  });

  test('say how the link is', () => {
    expect(linkSentence({ kind: 'offline', reason: 'gone', nextTryAt: 5_000 }, 0)).toBe(
      'the link is lost: gone; next try in 5 seconds',
    );
    expect(linkSentence({ kind: 'connecting' }, 0)).toBeNull();
  });
});

describe('words', () => {
  function open(
    options: {
      readonly readOnly?: boolean;
      readonly isProduction?: boolean;
      readonly isLocked?: boolean;
      /** What resuming a schedule would start. */
      readonly startsNow?: readonly string[];
      /** To every question, or to each in turn. */
      readonly answer?: string | readonly string[];
    } = {},
  ) {
    const {
      readOnly = false,
      isProduction = false,
      isLocked = false,
      answer = 'n',
      startsNow = [],
    } = options;
    const said: string[] = [];
    const answers = [answer].flat();
    const logged: JournalEntry[] = [];
    const time = { now: seededNow };
    const resume = () => ({ missed: startsNow.length, startsNow, next: null });
    const client = lossyClient({ ...seed(), ofSchedules: { resume: { [scheduleId]: resume } } });
    const output: Output = {
      json: false,
      line: (text) => void said.push(text),
      value: () => undefined,
      table: async () => undefined,
      note: () => undefined,
    };
    const parts: LinearParts = {
      client,
      output,
      access: createAccess({ readOnly, isProduction, isLocked, now: () => time.now }),
      isProduction,
      context: 'prod',
      user: 'me',
      journal: { append: async (entry) => logged.push(entry) > 0, read: async () => logged },
      now: () => time.now,
      ask: async (question) => {
        said.push(question);
        return (answers.length > 1 ? answers.shift() : answers[0]) ?? 'n';
      },
      follow: () => undefined,
      quit: () => void said.push('left'),
    };
    return { say: (line: string) => doLine(parts, line), said, client, logged, time };
  }

  test('runs lists by the filter of the console; what is wrong with it is said', async () => {
    const { say, said } = open();
    await say('runs status:failed');
    expect(said.every((line) => line.includes(' failed'))).toBe(true);
    expect(said.length).toBeGreaterThan(0);
    said.length = 0;
    await say('runs status:nonsense');
    expect(said[0]).toContain('nonsense');
  });

  test('cancel asks, and does nothing but for yes', async () => {
    const no = open();
    await no.say(`cancel ${runningId}`);
    expect(no.said[0]).toMatch(/^Cancel run .* Type y or n\.$/);
    expect(no.said[1]).toBe('Nothing was done.');
    expect(no.client.effects).toEqual([]);
    const yes = open({ answer: 'y' });
    await yes.say(`:cancel ${runningId}`);
    expect(yes.client.effects).toHaveLength(1);
  });

  test('in production the end of the id is typed', async () => {
    const one = open({ isProduction: true, answer: 'y' });
    await one.say('rw');
    one.said.length = 0;
    await one.say(`cancel ${runningId}`);
    expect(one.said[0]).toContain(`type ${runningId.slice(-4)} to go ahead`);
    expect(one.client.effects).toEqual([]);
    const whole = open({ isProduction: true, answer: ['y', runningId.slice(-4)] });
    await whole.say('rw 5');
    await whole.say(`cancel ${runningId}`);
    expect(whole.client.effects).toHaveLength(1);
  });

  test('a read-only connection is not asked', async () => {
    const { say, said, client } = open({ readOnly: true, answer: 'y' });
    await say(`retry ${runningId}`);
    expect(said).toEqual([
      'retry: not now, this connection is read-only; the word rw arms writing for 15 minutes.',
    ]);
    expect(client.effects).toEqual([]);
  });

  test('production starts read-only; armed writing ends by itself, and with ro', async () => {
    const { say, said, client, time } = open({ isProduction: true, answer: 'y' });
    await say(`cancel ${runningId}`);
    expect(said).toEqual([
      'cancel: not now, production starts read-only; the word rw arms writing for 15 minutes.',
    ]);
    await say('rw 1');
    expect(said.at(-1)).toBe('Writing is armed for 1 minutes; ro ends it.');
    time.now += 60_000;
    await say(`cancel ${runningId}`);
    expect(said.at(-1)).toMatch(/^cancel: not now/);
    await say('rw');
    await say('ro');
    expect(said.at(-1)).toMatch(/^Now production starts read-only/);
    expect(client.effects).toEqual([]);
  });

  test('nothing lifts --read-only', async () => {
    const { say, said } = open({ isLocked: true, answer: 'y' });
    await say('rw');
    expect(said.at(-1)).toBe('Not armed: the console was started with --read-only.');
  });

  test('what is done goes into the log of actions, before and after', async () => {
    const { say, logged } = open({ answer: 'y' });
    await say(`cancel ${runningId}`);
    expect(logged.map(({ counts }) => counts)).toEqual([{ sent: 1 }, { accepted: 1 }]);
    expect(lastOfEach(logged)).toMatchObject([
      {
        verb: 'cancel',
        who: 'ops@example.com',
        context: 'prod',
        items: [{ id: runningId, state: 'accepted' }],
      },
    ]);
  });

  test('a lost answer is looked up and nothing is sent twice; where nobody tells, that is said', async () => {
    const found = open({ answer: 'y' });
    found.client.losing = () => 'answer';
    await found.say(`cancel ${runningId}`);
    expect(found.said.at(-1)).toMatch(/^(?:Cancel asked for|It had ended)/);
    expect(found.client.effects).toHaveLength(1);
    const lost = open({ answer: 'y' });
    lost.client.losing = () => 'request';
    await lost.say(`cancel ${runningId}`);
    expect(lost.said.at(-1)).toBe('The request was lost on its way: nothing was done.');
    expect(lost.logged.at(-1)?.counts).toEqual({ failed: 1 });
    const unknown = open({ answer: 'y' });
    unknown.client.losing = () => {
      unknown.client.isDown = true;
      return 'answer';
    };
    await unknown.say(`cancel ${runningId}`);
    expect(unknown.said.at(-1)).toMatch(/^No reply came/);
    expect(unknown.logged.at(-1)?.counts).toEqual({ unknown: 1 });
  });

  test('the start of a word is enough, an unknown one is answered with those there are', async () => {
    const { say, said } = open();
    await say('q');
    await say('dance');
    await say('show');
    expect(said[0]).toBe('left');
    expect(said[1]).toContain('There are: runs,');
    expect(said[2]).toContain('needs the id');
  });

  test('schedules are told as sentences, all or those with a text in them', async () => {
    const { say, said } = open();
    await say('schedules');
    expect(said).toHaveLength(3);
    expect(said[0]).toBe(
      'every-15m-invoices: active, */15 * * * * Europe/Stockholm, task:sync-stripe-invoices, next in 11m 19s, failed: HTTP 429 from api.stripe.com.',
    );
    said.length = 0;
    await say('sched weekly');
    expect(said).toEqual([expect.stringContaining('paused')]);
    said.length = 0;
    await say('schedules nowhere');
    expect(said).toEqual(['None of the schedules is like that.']);
    await say('trigger');
    expect(said.at(-1)).toContain('needs the name of a schedule');
  });

  test('a schedule is triggered, paused and resumed after a yes, and that is logged', async () => {
    const no = open();
    await no.say(`pause ${scheduleId}`);
    expect(no.said).toEqual(['Pause "every-15m-invoices"? Type y or n.', 'Nothing was done.']);
    expect(no.logged).toEqual([]);
    const yes = open({ answer: 'y' });
    await yes.say(`pause ${scheduleId}`);
    expect(yes.said.at(-1)).toBe('"every-15m-invoices" is paused.');
    expect(await yes.client.schedules.get(scheduleId)).toMatchObject({ status: 'paused' });
    await yes.say(`resume ${scheduleId}`);
    expect(yes.said.at(-1)).toBe('"every-15m-invoices" is active.');
    await yes.say(`trigger ${scheduleId}`);
    expect(yes.said.at(-1)).toMatch(/^New: run /);
    expect(lastOfEach(yes.logged)).toMatchObject(
      ['pause', 'resume', 'trigger'].map((verb) => ({
        verb,
        things: 'schedules',
        items: [{ id: scheduleId, state: 'accepted' }],
      })),
    );
  });

  test('a resume says what starts at once', async () => {
    const { say, said } = open({ startsNow: ['2026-11-22T11:00:00.000Z', '2026-11-22T11:15:00.000Z'] });
    await say(`resume ${scheduleId}`);
    expect(said[0]).toBe('Resume "every-15m-invoices" and start 2 runs at once? Type y or n.');
  });

  test('schedules are not touched over a read-only connection', async () => {
    const { say, said } = open({ readOnly: true, answer: 'y' });
    await say(`trigger ${scheduleId}`);
    expect(said).toEqual([
      'trigger: not now, this connection is read-only; the word rw arms writing for 15 minutes.',
    ]);
  });
});
