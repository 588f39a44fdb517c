import { describe, expect, test } from 'vitest';
import { createTaskEvents } from '../../../../src/executor/queue/task-events.ts';
import type { JsonValue } from '../../../../src/lib/json.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';

function recorded() {
  const clock = makeFakeClock();
  const written: string[] = [];
  const events = createTaskEvents(clock, {
    writeEvent: (event) => written.push(`${event.type} ${JSON.stringify(event.payload)}`),
    writeProgress: (progress) => written.push(`progress ${progress.done}/${progress.total} ${progress.note}`),
  });
  const take = (type: string, payload: JsonValue, message = type) =>
    events.take({ type, level: 'info', message, payload });
  return { clock, written, events, take };
}

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
});
