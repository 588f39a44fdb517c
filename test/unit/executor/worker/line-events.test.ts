import { describe, expect, test } from 'vitest';
import { createLineEvents } from '../../../../src/executor/worker/line-events.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';
import { openPool } from '../../../helpers/open-pool.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

const line = (level: string, msg: string) => Buffer.from(JSON.stringify({ level, msg, n: 1 }));

describe('events from lines of JSON', () => {
  test('take what a logger prints, from info on', () => {
    const events = createLineEvents(makeFakeClock());
    const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];
    const told = events.take(levels.map((level) => line(level, `a ${level}`)));
    expect(told).toEqual([
      { type: 'log', level: 'info', message: 'a info', payload: { n: 1 } },
      { type: 'log', level: 'warn', message: 'a warn', payload: { n: 1 } },
      { type: 'log', level: 'error', message: 'a error', payload: { n: 1 } },
      { type: 'log', level: 'error', message: 'a fatal', payload: { n: 1 } },
    ]);
  });

  test('are twenty a second and a thousand in all, however many lines come', () => {
    const clock = makeFakeClock();
    const events = createLineEvents(clock);
    const flood = Array.from({ length: 100 }, (_, n) => line('info', `line ${n}`));
    const counts: number[] = [];
    for (let second = 0; second < 60; second += 1) {
      counts.push([...events.take(flood), ...events.take(flood)].length);
      clock.advance(1000);
    }
    expect(counts.slice(0, 50)).toEqual(Array.from({ length: 50 }, () => 20));
    expect(counts.slice(50)).toEqual(Array.from({ length: 10 }, () => 0));
  });

  test('cost no more than so many looks a second, whatever the lines say', () => {
    const events = createLineEvents(makeFakeClock());
    const dull = Array.from({ length: 100 }, () => line('debug', 'x'));
    for (let turn = 0; turn < 5; turn += 1) expect(events.take(dull)).toEqual([]);
    expect(events.take([line('error', 'late')])).toEqual([]);
  });

  test('are not made of huge lines, data and broken text', () => {
    const events = createLineEvents(makeFakeClock());
    const odd = ['{"level":"info","msg":"cut', '{"a":1}', `{"level":"info","msg":"${'x'.repeat(17_000)}"}`];
    expect(events.take([...odd.map((text) => Buffer.from(text)), Buffer.from([0x7b, 0xff])])).toEqual([]);
  });

  test('come from both streams of a real task, whose log keeps the lines', async () => {
    const printed = ['{"level":"info","msg":"started","page":1}', '{"level":50,"msg":"broken"}'];
    await using pool = await openPool({
      logger:
        taskSource(`console.log(${JSON.stringify(printed[0])}); console.error(${JSON.stringify(printed[1])});
        console.log('{"rows":[1,2]}');`),
    });
    const attempt = pool.begin('logger');
    await attempt.outcome;
    expect(attempt.events).toEqual([
      { type: 'log', level: 'info', message: 'started', payload: { page: 1 } },
      { type: 'log', level: 'error', message: 'broken', payload: {} },
    ]);
    expect(await attempt.log()).toContain(`${printed[0]}\n`);
  });
});
