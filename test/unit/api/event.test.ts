import { expect, test } from 'vitest';
import { eventFromWire, eventToJobEntry, eventToWire, wireRunEvent } from '../../../src/api/event.ts';
import type { RunEvent } from '../../../src/model/event.ts';

const event: RunEvent = {
  id: 7,
  runId: 'r',
  type: 'run.failed',
  level: 'error',
  message: 'It failed',
  payload: { attempt: 2, why: 'no paper', nothing: null, list: [1] },
  createdAt: '2026-01-01T00:00:00.000Z',
};

test('an event survives the wire', () => {
  const sent = wireRunEvent.parse(JSON.parse(JSON.stringify(eventToWire(event))));
  expect(eventFromWire(sent, 'r')).toEqual(event);
});

test('an event of a server that knows only the documented members gets a level and a message', () => {
  const wire = { event_id: 1, event_type: 'RUN_ERROR', created_at: 'x', payload: { message: 'boom' } };
  expect(eventFromWire(wire, 'r')).toMatchObject({ level: 'error', message: 'boom' });
  expect(eventFromWire({ ...wire, event_type: 'RUN_STARTED', payload: undefined }, 'r')).toMatchObject({
    level: 'info',
    message: 'RUN_STARTED',
    payload: null,
  });
});

test('a payload cannot give a job entry the type of another event', () => {
  const posing = { ...event, payload: { event_type: 'run.completed' } };
  expect(eventToJobEntry(posing).metadata['event_type']).toBe(event.type);
});

test('metadata values of a job entry are all text', () => {
  expect(eventToJobEntry(event).metadata).toEqual({
    event_type: 'run.failed',
    attempt: '2',
    why: 'no paper',
    nothing: 'null',
    list: '[1]',
  });
});
