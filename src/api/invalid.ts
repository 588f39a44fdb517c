import type { z } from 'zod';
import { type MemberProblem, UserError } from '../model/errors.ts';

type Issue = z.core.$ZodIssue;

/**
 * The error for input that a schema refuses: names the field and what it may hold.
 * @param where `query` or `body`, for an issue with the whole of it
 */
export function invalidInput(error: z.ZodError, where: 'query' | 'body'): UserError {
  const problems = error.issues.slice(0, 100).map((issue) => problemOf(issue, where));
  const shown = problems.slice(0, 5).map(({ member, message }) => `${member} ${message}`);
  const more = error.issues.length > 5 ? [`and ${error.issues.length - 5} more`] : [];
  return new UserError('invalid', [...shown, ...more].join('; '), { problems });
}

function problemOf(issue: Issue, where: string): MemberProblem {
  const member = issue.path.length === 0 ? `the ${where}` : issue.path.map(String).join('.');
  return { member, field: null, from: null, to: null, message: demand(issue) };
}

function demand(issue: Issue): string {
  if (issue.message.startsWith('must be') || issue.message.startsWith('is ')) return issue.message;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_format') return `must be a valid ${issue.format}`;
  if (issue.code === 'too_small' && issue.minimum === 1) return 'must not be empty';
  if (issue.code === 'too_small') return `must have at least ${issue.minimum} ${unit(issue.origin)}`;
  if (issue.code === 'too_big') return `must have at most ${issue.maximum} ${unit(issue.origin)}`;
  if (issue.code === 'invalid_type') return typeDemand(issue.expected, issue.message);
  return `is not valid: ${issue.message}`;
}

function typeDemand(expected: string, message: string): string {
  const name = expected === 'record' ? 'object' : expected;
  const article = /^[aeiou]/.test(name) ? 'an' : 'a';
  const missing = message.endsWith('received undefined') ? 'is required and ' : '';
  return `${missing}must be ${article} ${name}`;
}

function unit(origin: string): string {
  return origin === 'string' ? 'characters' : 'entries';
}
