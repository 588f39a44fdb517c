import { describe, expect, test } from 'vitest';
import { errorFromProblem, problemOf } from '../../../src/api/problem.ts';
import { errorKinds, UserError } from '../../../src/model/errors.ts';

const callerMistakes = [
  'invalid',
  'not-found',
  'ambiguous',
  'conflict',
  'auth',
  'forbidden',
  'unsupported',
] as const;

describe('problemOf', () => {
  test.each(callerMistakes)('answers 4xx for %s: the SDKs would repeat a 5xx or 429', (kind) => {
    const { status } = problemOf(new UserError(kind, 'x'));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(429);
  });

  test('carries the text under every key that some reader looks at', () => {
    expect(problemOf(new UserError('conflict', 'In use', { fix: 'Wait.' }))).toMatchObject({
      title: 'conflict',
      status: 409,
      detail: 'In use',
      error: 'In use',
      message: 'In use',
      code: 'conflict',
      suggestion: 'Wait.',
    });
  });
});

describe('errorFromProblem', () => {
  test.each(errorKinds)('gives back what %s said', (kind) => {
    const problem = problemOf(new UserError(kind, 'What happened', { fix: 'Do this.' }));
    expect(errorFromProblem(problem.status, problem)).toMatchObject({
      message: 'What happened',
      fix: 'Do this.',
    });
  });

  test.each([
    [{ error: 'text' }, 'text'],
    [{ title: 'text' }, 'text'],
    ['<html>', 'The server answered 502'],
    [undefined, 'The server answered 502'],
    [{ message: 5 }, 'The server answered 502'],
  ])('reads what other servers send: %j', (body, message) => {
    expect(errorFromProblem(502, body)).toMatchObject({ kind: 'unavailable', message });
  });
});
