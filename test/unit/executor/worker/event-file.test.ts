import { appendFileSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEventWriter } from '../../../../src/executor/worker/child/event-writer.ts';
import { openEventTail, recoverEvents } from '../../../../src/executor/worker/event-file.ts';
import type { TaskEvent } from '../../../../src/executor/worker/worker-pool.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

const event = (n: number, text = ''): TaskEvent => ({
  type: 'note',
  level: 'info',
  message: `note ${n}`,
  payload: { n, text },
});
const lineOf = (n: number, text = '') => `${JSON.stringify(event(n, text))}\n`;

/** A file with a tail on it, and what the tail has handed over. */
function tailed(file: string, fromByte = 0) {
  const numbers: number[] = [];
  const reaches: number[] = [];
  /** Answers of the storage, in turn: null for yes at once. */
  const answers: Promise<void>[] = [];
  const tail = openEventTail(file, fromByte, (events, takenBytes) => {
    numbers.push(...events.map(({ message }) => Number(message.slice(5))));
    reaches.push(takenBytes);
    return answers.shift();
  });
  return { tail, numbers, reaches, answers };
}

describe('the event file of an attempt', () => {
  test('is made with the first event and read as far as its lines are whole', async () => {
    using temp = makeTempDir('events');
    const file = join(temp.path, 'run/1/events');
    const { tail, numbers, reaches } = tailed(file);
    expect(tail.poll()).toBe('nothing');
    const writer = createEventWriter(file);
    expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
    writer.write(event(1));
    tail.poke();
    appendFileSync(file, lineOf(2).slice(0, 30));
    expect(tail.poll()).toBe('nothing');
    appendFileSync(file, lineOf(2).slice(30));
    expect(tail.poll()).toBe('new');
    writer.close();
    writer.write(event(3));
    await tail.close();
    expect(numbers).toEqual([1, 2]);
    expect(reaches).toEqual([lineOf(1).length, lineOf(1).length * 2]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('hands over one piece at a time and the same again when the storage refused it', async () => {
    using temp = makeTempDir('events');
    const file = join(temp.path, 'events');
    const { tail, numbers, answers } = tailed(file);
    const stored = Promise.withResolvers<void>();
    answers.push(stored.promise);
    writeFileSync(file, lineOf(1));
    expect(tail.poll()).toBe('new');
    appendFileSync(file, lineOf(2));
    expect(tail.poll()).toBe('nothing');
    expect(tail.totalBytes).toBe(0);
    stored.reject(new Error('disk full'));
    await tail.close();
    expect(numbers).toEqual([1]);

    const next = tailed(file, tail.totalBytes);
    await next.tail.close();
    expect(next.numbers).toEqual([1, 2]);
  });

  test('is tried again after a while when the storage refused it', async () => {
    using temp = makeTempDir('events');
    const file = join(temp.path, 'events');
    const { tail, numbers, answers } = tailed(file);
    writeFileSync(file, lineOf(1));
    const refused = Promise.reject(new Error('disk full'));
    answers.push(refused);
    tail.poll();
    await refused.catch(() => undefined);
    await Promise.resolve();
    for (let tick = 0; tick < 40; tick += 1) tail.poll();
    expect(numbers).toEqual([1, 1]);
    expect(tail.totalBytes).toBe(lineOf(1).length);
    await tail.close();
  });

  test('is recovered from exactly where it was recorded', async () => {
    using temp = makeTempDir('events');
    const file = join(temp.path, 'events');
    writeFileSync(file, [1, 2, 3, 4].map((n) => lineOf(n)).join('') + lineOf(5).slice(0, 20));
    const numbers: string[] = [];
    await recoverEvents(file, 2 * lineOf(1).length, (events) => {
      numbers.push(...events.map(({ message }) => message));
    });
    expect(numbers).toEqual(['note 3', 'note 4']);
    await recoverEvents(join(temp.path, 'none'), 0, () => expect.unreachable());
  });

  test('is read in pieces, and lines that no task would write are left out', async () => {
    using temp = makeTempDir('events');
    const file = join(temp.path, 'events');
    const odd = [
      'nonsense\n',
      '{"type":"run.completed","level":"info","message":"x","payload":null}\n',
      '{"type":"x","level":"loud","message":"x","payload":null}\n',
      `${'x'.repeat(900_000)}\n`,
      lineOf(9, 'y'.repeat(140_000)),
      '\n',
    ];
    const good = Array.from({ length: 30 }, (_, n) => lineOf(n, 'z'.repeat(50_000)));
    writeFileSync(file, good.flatMap((line, n) => [line, odd[n % odd.length] ?? '']).join(''));
    const { tail, numbers, reaches } = tailed(file);
    let polls = 0;
    while (tail.poll() === 'more') polls += 1;
    await tail.close();
    expect(numbers).toEqual(good.map((_, n) => n));
    expect(polls).toBeGreaterThan(10);
    expect(reaches.every((reach, index) => reach - (reaches[index - 1] ?? 0) < 2_000_000)).toBe(true);
  });

  test('that is no plain file is not read', async () => {
    using temp = makeTempDir('events');
    mkdirSync(join(temp.path, 'folder'));
    symlinkSync('/dev/zero', join(temp.path, 'link'));
    for (const name of ['folder', 'link']) {
      const { tail, numbers } = tailed(join(temp.path, name));
      // Called for a message of the task, where nobody catches what it throws.
      tail.poke();
      await tail.close();
      expect(numbers).toEqual([]);
    }
  });

  test('of a writer holds no event that is too long, and survives a folder that is gone', () => {
    using temp = makeTempDir('events');
    const file = join(temp.path, 'a/events');
    const writer = createEventWriter(file);
    writer.write(event(1, 'x'.repeat(131_072)));
    expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
    writer.write(event(2));
    expect(statSync(file).size).toBe(lineOf(2).length);
    writeFileSync(join(temp.path, 'plain'), '');
    expect(() => createEventWriter(join(temp.path, 'plain/events')).write(event(1))).not.toThrow();
  });
});
