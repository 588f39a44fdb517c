import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../../src/model/event.ts';
import { createEventList, putEvents } from '../../../src/store/event-list.ts';

function event(id: number): RunEvent {
  return { id, runId: 'a', type: 'x', level: 'info', message: '', payload: null, createdAt: '' };
}

test('events stand in the order of their ids, each once, in whatever order they come', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50 })), (ids) => {
      const list = createEventList();
      for (const id of ids) putEvents(list, [event(id)]);
      expect(list.events.map(({ id }) => id)).toEqual([...new Set(ids)].sort((a, b) => a - b));
    }),
  );
});

test('the oldest go above the most that is kept, and do not come back', () => {
  const list = createEventList();
  putEvents(list, [1, 2, 3, 4].map(event), 3);
  expect(list).toMatchObject({ dropped: 1, events: [{ id: 2 }, { id: 3 }, { id: 4 }] });
  expect(putEvents(list, [event(1)], 3)).toBe(false);
});
