import { expect, test } from 'vitest';
import { parseChildMessage, parseTaskEvent } from '../../../../src/executor/worker/child-message.ts';

function event(payload: unknown) {
  return { type: 'note', level: 'info', message: 'm', payload };
}

test('an event with any JSON is read as it was sent', () => {
  for (const payload of [null, 0, 'text', [1, { a: [null] }]]) {
    expect(parseTaskEvent(event(payload))).toEqual(event(payload));
  }
});

test.each([
  ['nothing', undefined],
  ['a payload that would take the whole stack', JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)],
])('an event with %s is none', (_, payload) => {
  expect(parseTaskEvent(event(payload))).toBeNull();
});

const described = {
  kind: 'described',
  file: '/project/tasks/a.ts',
  description: {
    name: null,
    description: '',
    inputSchema: null,
    outputSchema: null,
    schedulable: false,
    isolation: 'shared',
    concurrency: 256,
  },
};

test('a description is read as it was sent', () => {
  expect(parseChildMessage(described)).toEqual(described);
});

test.each([{ isolation: 'thread' }, { concurrency: 257 }, { concurrency: 0.5 }, { isolation: undefined }])(
  'a description with %o is no message',
  (odd) => {
    const description = { ...described.description, ...odd };
    expect(parseChildMessage({ ...described, description })).toBeNull();
  },
);
