import { describe, expect, test } from 'vitest';
import { createTaskEvents, type TaskEventSink } from '../../../../src/executor/queue/task-events.ts';
import type { TaskEvent } from '../../../../src/executor/worker/worker-pool.ts';
import type { JsonValue } from '../../../../src/lib/json.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';

function recorded({ maxEvents = 1000, share = { events: 0, isCut: false } } = {}) {
  const clock = makeFakeClock();
  const written: string[] = [];
  const taken: number[] = [];
  const faults: Error[] = [];
  const sink: TaskEventSink = {
    share: () => share,
    async write(entries, takenBytes) {
      const fault = faults.shift();
      if (fault !== undefined) throw fault;
      taken.push(takenBytes);
      for (const { event, progress } of entries) {
        const quiet = event === null ? ' quietly' : '';
        if (progress === null) written.push(`${event?.type} ${JSON.stringify(event?.payload)}`);
        else written.push(`progress ${progress.done}/${progress.total} ${progress.note}${quiet}`);
      }
    },
  };
  const events = createTaskEvents(clock, sink, maxEvents);
  const take = (type: string, payload: JsonValue, message = type) =>
    void events.take([{ type, level: 'info', message, payload }], 0);
  return { clock, written, taken, faults, events, take };
}

const note = (payload: JsonValue): TaskEvent => ({ type: 'note', level: 'info', message: 'note', payload });

describe('events of a task', () => {
  test('are written as given, except that the words of the executor cannot be forged', () => {
    const { written, take } = recorded();
    take('page-fetched', { page: 1 });
    take('run.completed', null);
    take('run.', null);
    take('running', null);
    expect(written).toEqual([
      'page-fetched {"page":1}',
      'task.run.completed null',
      'task.run. null',
      'running null',
    ]);
  });

  test('write progress at once, then at most five times a second with the newest, then no timer is left', () => {
    const { clock, written, take } = recorded();
    for (let done = 1; done <= 100; done++) {
      take('progress', { done, total: 100, note: 'pages' });
      clock.advance(10);
    }
    clock.advance(1000);
    expect(written).toEqual([1, 20, 40, 60, 80, 100].map((done) => `progress ${done}/100 pages`));
    expect(clock.pending).toBe(0);
  });

  test('write progress on while the machine is set back by an hour', () => {
    const { clock, written, take } = recorded();
    take('progress', { done: 1, total: 3 });
    clock.advance(-3_600_000);
    take('progress', { done: 2, total: 3 });
    expect(written).toEqual(['progress 1/3 null', 'progress 2/3 null']);
    expect(clock.pending).toBe(0);
  });

  test('write the last progress when the attempt ends, and hear nothing after', () => {
    const { clock, written, events, take } = recorded();
    take('progress', { done: 1, total: 3 });
    take('progress', { done: 3, total: 3 });
    events.close();
    take('progress', { done: 4, total: 3 });
    take('late', null);
    clock.advance(1000);
    expect(written).toEqual(['progress 1/3 null', 'progress 3/3 null']);
    expect(clock.pending).toBe(0);
  });

  test('keep progress of another shape as a plain event', () => {
    const { written, take } = recorded();
    take('progress', { done: '1', total: 3 });
    take('progress', 'half');
    expect(written).toEqual(['progress {"done":"1","total":3}', 'progress "half"']);
  });

  test('are cut to their bounds', () => {
    const { written, take } = recorded();
    take('t'.repeat(500), 'x'.repeat(70_000));
    expect(written).toEqual([`${'t'.repeat(127)}… {"truncated":true,"bytes":70002}`]);
  });

  test('are written in one transaction with how far the file was taken', () => {
    const { events, written, taken } = recorded();
    void events.take([note(1), note(2)], 120);
    expect(written).toEqual(['note 1', 'note 2']);
    expect(taken).toEqual([120]);
  });

  test('are counted over all attempts; one says that further ones are not kept', () => {
    const { events, written } = recorded({ maxEvents: 3, share: { events: 1, isCut: false } });
    void events.take([note(1)], 10);
    void events.take([note(2), note(3), note(4)], 40);
    expect(written).toEqual(['note 1', 'note 2', 'run.cut {"what":"events","limit":3}']);

    const again = recorded({ maxEvents: 3, share: { events: 3, isCut: true } });
    void again.events.take([note(5)], 10);
    expect(again.written).toEqual([]);
  });

  test('leave progress alive when no further event is kept', () => {
    const { clock, written, take } = recorded({ maxEvents: 1 });
    take('progress', { done: 1, total: 3 });
    for (const done of [2, 3]) {
      clock.advance(1000);
      take('progress', { done, total: 3 });
    }
    expect(written).toEqual([
      'progress 1/3 null',
      'run.cut {"what":"events","limit":1}',
      'progress 2/3 null quietly',
      'progress 3/3 null quietly',
    ]);
  });

  test('that the storage refused are refused, and count when they come again', async () => {
    const { events, written, faults } = recorded({ maxEvents: 2 });
    faults.push(new Error('disk full'));
    await expect(events.take([note(1), note(2)], 20)).rejects.toThrow('disk full');
    await events.take([note(1), note(2)], 20);
    expect(written).toEqual(['note 1', 'note 2']);
  });

  test('tell that the log was cut', () => {
    const { events, written } = recorded();
    events.cutLog(64 * 1_048_576);
    expect(written).toEqual(['run.cut {"what":"log","limit_bytes":67108864}']);
  });
});
