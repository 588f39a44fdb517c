import { describe, expect, test } from 'vitest';
import {
  type Connection,
  type ConnectionInputs,
  chooseConnection,
} from '../../../src/config/choose-connection.ts';
import type { Context } from '../../../src/config/context.ts';
import { UserError } from '../../../src/model/errors.ts';

const office: Context = {
  name: 'office',
  apiUrl: 'http://127.0.0.1:4000',
  project: 'office-project',
  token: 'office-token',
  readOnly: true,
  production: true,
  tokenCommand: null,
};
const cloud: Context = {
  name: 'cloud',
  apiUrl: 'https://api.veryfront.com',
  project: 'cloud-project',
  token: null,
  readOnly: false,
  production: false,
  tokenCommand: null,
};
const helped: Context = {
  ...office,
  name: 'helped',
  apiUrl: 'https://api.veryfront.com',
  token: null,
  tokenCommand: ['pass', 'show', 'veryfront'],
};
const nothing: ConnectionInputs = {
  flags: { context: null, apiUrl: null, project: null, projectDir: null, readOnly: false },
  environment: { apiUrl: null, token: null, project: null },
  contexts: [office, cloud, helped],
  currentContext: null,
  localProject: null,
  storedToken: null,
};

interface Given {
  readonly flags?: Partial<ConnectionInputs['flags']>;
  readonly environment?: Partial<ConnectionInputs['environment']>;
  readonly currentContext?: string;
  readonly localProject?: string;
  readonly storedToken?: string;
}

function choose({ flags, environment, ...rest }: Given): Connection {
  return chooseConnection({
    ...nothing,
    ...rest,
    flags: { ...nothing.flags, ...flags },
    environment: { ...nothing.environment, ...environment },
  });
}

const remote = {
  kind: 'remote',
  name: 'office',
  apiUrl: 'http://127.0.0.1:4000',
  project: 'office-project',
  token: 'office-token',
  tokenCommand: null,
  tokenSource: 'context',
  readOnly: true,
  production: true,
} as const;

const chosen: [string, Given, Connection][] = [
  [
    'the project of the folder when nothing else is said',
    { localProject: '/p' },
    { kind: 'local', projectDir: '/p', readOnly: false },
  ],
  [
    'a read-only flag holds for the local project too',
    { localProject: '/p', flags: { readOnly: true } },
    { kind: 'local', projectDir: '/p', readOnly: true },
  ],
  [
    'a token alone in the environment does not lead away from the local project',
    { localProject: '/p', environment: { token: 't' } },
    { kind: 'local', projectDir: '/p', readOnly: false },
  ],
  ['the current context before the local project', { localProject: '/p', currentContext: 'office' }, remote],
  [
    '--project-dir before the current context and the environment',
    {
      currentContext: 'office',
      environment: { apiUrl: 'http://e', token: 't', project: 'p' },
      flags: { projectDir: '/q' },
    },
    { kind: 'local', projectDir: '/q', readOnly: false },
  ],
  [
    '--context local before the current context and the environment',
    {
      localProject: '/p',
      currentContext: 'office',
      environment: { apiUrl: 'http://e', token: 't', project: 'p' },
      flags: { context: 'local' },
    },
    { kind: 'local', projectDir: '/p', readOnly: false },
  ],
  [
    'the environment before the current context, member by member',
    { currentContext: 'office', environment: { token: 'env-token', project: 'env-project' } },
    { ...remote, project: 'env-project', token: 'env-token', tokenSource: 'environment' },
  ],
  [
    'a context that a flag names before the environment',
    { flags: { context: 'office' }, environment: { apiUrl: 'http://e', token: 't', project: 'p' } },
    remote,
  ],
  [
    'the command of a context that has one before the token of a login',
    { currentContext: 'helped', storedToken: 'stored' },
    {
      ...remote,
      name: 'helped',
      apiUrl: 'https://api.veryfront.com',
      token: null,
      tokenCommand: ['pass', 'show', 'veryfront'],
      tokenSource: 'command',
    },
  ],
  [
    'flags before the environment and the context',
    {
      currentContext: 'office',
      environment: { apiUrl: 'http://e', token: 'env-token', project: 'p' },
      flags: { apiUrl: 'http://f', project: 'flag-project' },
    },
    {
      ...remote,
      name: 'f',
      apiUrl: 'http://f',
      project: 'flag-project',
      token: 'env-token',
      tokenSource: 'environment',
    },
  ],
  [
    'token and project in the environment mean the cloud',
    { localProject: '/p', environment: { token: 't', project: 'p' } },
    {
      kind: 'remote',
      name: 'api.veryfront.com',
      apiUrl: 'https://api.veryfront.com',
      project: 'p',
      token: 't',
      tokenCommand: null,
      tokenSource: 'environment',
      readOnly: false,
      production: false,
    },
  ],
  [
    'the token of veryfront login for the cloud',
    { currentContext: 'cloud', storedToken: 'stored' },
    {
      kind: 'remote',
      name: 'cloud',
      apiUrl: 'https://api.veryfront.com',
      project: 'cloud-project',
      token: 'stored',
      tokenCommand: null,
      tokenSource: 'veryfront login',
      readOnly: false,
      production: false,
    },
  ],
];

const refused: [string, Given, UserError['kind'], RegExp][] = [
  ['no project anywhere', {}, 'not-found', /no project in this folder/],
  ['an unknown context', { flags: { context: 'nowhere' } }, 'not-found', /no context "nowhere"/],
  [
    'a context without a token',
    { currentContext: 'cloud' },
    'auth',
    /no token for https:\/\/api\.veryfront\.com/,
  ],
  ['an API without a project', { flags: { apiUrl: 'http://f' } }, 'invalid', /No project is named/],
  [
    'a local folder together with a remote API',
    { flags: { apiUrl: 'http://f', projectDir: '/p' } },
    'invalid',
    /cannot be used together/,
  ],
  [
    'a local folder together with a context',
    { flags: { context: 'office', projectDir: '/p' } },
    'invalid',
    /cannot be used together/,
  ],
  [
    "a context's token is not sent to another API",
    { currentContext: 'office', flags: { apiUrl: 'http://evil.test' } },
    'auth',
    /no token for http:\/\/evil\.test/,
  ],
  [
    'the token of veryfront login is not sent elsewhere',
    { flags: { apiUrl: 'https://veryfront.com.evil.test', project: 'p' }, storedToken: 'stored' },
    'auth',
    /no token/,
  ],
];

describe('chooseConnection', () => {
  test.each(chosen)('takes %s', (_name, given, connection) => {
    expect(choose(given)).toEqual(connection);
  });

  test.each(refused)('refuses %s', (_name, given, kind, message) => {
    const attempt = () => choose(given);
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(expect.objectContaining({ kind, message: expect.stringMatching(message) }));
  });
});
