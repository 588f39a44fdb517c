import { describe, expect, test } from 'vitest';
import { createChangeTeller, linkSentence, sentenceOf } from '../../../../src/cli/linear/tell-changes.ts';
import { doLine, type LinearParts } from '../../../../src/cli/linear/words.ts';
import type { Output } from '../../../../src/cli/output.ts';
import type { Run } from '../../../../src/model/run.ts';
import { seededClient } from '../../../helpers/seeded-client.ts';
import { runningId, seed, seededNow, seededRuns } from '../../../helpers/seeded-data.ts';

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
    options: { readonly readOnly?: boolean; readonly isProduction?: boolean; readonly answer?: string } = {},
  ) {
    const said: string[] = [];
    const client = seededClient(seed());
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
      readOnly: options.readOnly ?? false,
      isProduction: options.isProduction ?? false,
      now: () => seededNow,
      ask: async (question) => {
        said.push(question);
        return options.answer ?? 'n';
      },
      follow: () => undefined,
      quit: () => void said.push('left'),
    };
    return { say: (line: string) => doLine(parts, line), said, client };
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
    expect(no.client.acts).toEqual([]);
    const yes = open({ answer: 'y' });
    await yes.say(`:cancel ${runningId}`);
    expect(yes.client.acts).toHaveLength(1);
  });

  test('in production the end of the id is typed', async () => {
    const one = open({ isProduction: true, answer: 'y' });
    await one.say(`cancel ${runningId}`);
    expect(one.said[0]).toContain(`type ${runningId.slice(-4)} to go ahead`);
    expect(one.client.acts).toEqual([]);
    const whole = open({ isProduction: true, answer: runningId.slice(-4) });
    await whole.say(`cancel ${runningId}`);
    expect(whole.client.acts).toHaveLength(1);
  });

  test('a read-only connection is not asked', async () => {
    const { say, said, client } = open({ readOnly: true, answer: 'y' });
    await say(`retry ${runningId}`);
    expect(said).toEqual(['retry: not now, this connection is read-only.']);
    expect(client.acts).toEqual([]);
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
});
