import { expect, test } from 'vitest';
import { configSchema } from '../../../src/config/context.ts';
import { plainConfig } from '../../../src/config/plain-config.ts';

const context = {
  name: 'prod',
  apiUrl: 'https://api.veryfront.com',
  project: 'acme',
  token: null,
  readOnly: false,
  production: true,
  tokenCommand: ['pass', 'show', 'token'],
};
const { production: _production, tokenCommand: _command, ...older } = context;

test.each([
  ['nothing', {}],
  ['settings of the console only', { console: { theme: 'dark' } }],
  ['contexts', { contexts: [context, { ...context, name: 'b', token: 't' }], currentContext: 'prod' }],
  ['a context of an older program', { contexts: [older], currentContext: null }],
  ['more than is known', { contexts: [{ ...context, later: 1 }], currentContext: 'x' }],
])('what is plainly right is read as the schema reads it: %s', (_, data) => {
  const { contexts, currentContext } = configSchema.parse(data);
  expect(plainConfig(data)).toEqual({ contexts, currentContext });
});

const damaged: readonly (readonly [what: string, data: unknown])[] = [
  ['no object', []],
  ['contexts that are no list', { contexts: {} }],
  ['a current context that is no text', { currentContext: 1 }],
  ...Object.keys(context).map((name) => [name, { contexts: [{ ...context, [name]: 7 }] }] as const),
  ...['name', 'apiUrl', 'project', 'token'].map(
    (name) => [`an empty ${name}`, { contexts: [{ ...context, [name]: '' }] }] as const,
  ),
  ['an empty command', { contexts: [{ ...context, tokenCommand: [] }] }],
  ['no name', { contexts: [{ ...context, name: undefined }] }],
];

test.each(damaged)('the schema has the word where something is not right: %s', (_, data) => {
  expect(configSchema.safeParse(data).success).toBe(false);
  expect(plainConfig(data)).toBeNull();
});
