import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { wireCreateRun } from '../../../src/api/create-run.ts';
import { invalidInput } from '../../../src/api/invalid.ts';
import { jobListQuery, wireCreateJob } from '../../../src/api/job.ts';
import { runListQuery } from '../../../src/api/run.ts';

function refusalOf(schema: z.ZodType, value: unknown): string {
  const parsed = schema.safeParse(value);
  if (parsed.success) throw new Error('was accepted');
  return invalidInput(parsed.error, 'body').message;
}

const job = { name: 'a', target: 'task:a' };

describe('invalidInput', () => {
  test.each([
    [{ limit: '0' }, 'limit must be a whole number, 1…100'],
    [{ limit: '101' }, 'limit must be a whole number, 1…100'],
    [{ limit: 'many' }, 'limit must be a whole number, 1…100'],
    [{ limit: '1.5' }, 'limit must be a whole number, 1…100'],
    [{ status: 'pending' }, 'status must be one of submitted, working, completed, failed, canceled'],
  ])('names the field and range of a query: %j', (query, message) => {
    expect(refusalOf(jobListQuery, query)).toBe(message);
  });

  test.each([
    [{ ...job, timeout_seconds: 0 }, 'timeout_seconds must be a whole number, 1…86,400'],
    [{ ...job, timeout_seconds: 1.5 }, 'timeout_seconds must be a whole number, 1…86,400'],
    [{ ...job, backoff_limit: '3' }, 'backoff_limit must be a whole number, 0…100'],
    [{ ...job, config: [] }, 'config must be an object'],
    [{ ...job, batch_id: 'mine' }, 'batch_id must be a valid uuid'],
    [{ ...job, name: '' }, 'name must not be empty'],
    [{ target: 'task:a' }, 'name is required and must be a string'],
    ['text', 'the body must be an object'],
  ])('names the field and range of a body: %j', (body, message) => {
    expect(refusalOf(wireCreateJob, body)).toBe(message);
  });

  test('names a field inside another, and every wrong one', () => {
    const body = { kind: 'cake', owner: { kind: 'project' }, request: { timeout_seconds: 100_000 } };
    expect(refusalOf(wireCreateRun, body)).toBe(
      'kind must be one of agent, workflow, task, eval; owner.id is required and must be a string; ' +
        'request.timeout_seconds must be a whole number, 1…86,400',
    );
  });

  test('says which statuses of a list exist', () => {
    expect(refusalOf(runListQuery, { status: 'pending,working' })).toBe(
      'status.1 must be one of pending, running, waiting, completed, failed, cancelled',
    );
  });
});
