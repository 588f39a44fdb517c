import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createGate } from '../../../src/server/gate.ts';
import { namesOf } from '../../../src/server/names.ts';

const names = namesOf('127.0.0.1', 4100);
const gate = createGate({
  token: 'secret',
  readOnlyToken: 'look',
  names: () => names,
  checkTicket: ({ url }) =>
    url?.startsWith('/transfers/') ? (url.endsWith('/good') ? 'good' : 'bad') : null,
});

function statusOf(headers: Record<string, string>, method = 'GET', url = '/me'): number {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { headers: { host: '127.0.0.1:4100', ...headers }, method, url });
  return gate(request).refusal?.status ?? 200;
}

const good = { authorization: 'Bearer secret' };

describe('the gate', () => {
  test.each([
    ['no token', {}, 401],
    ['the token', good, 200],
    ['the token in lower-case scheme', { authorization: 'bearer secret' }, 200],
    ['the token as an API key', { 'x-api-key': 'secret' }, 200],
    ['the token as a channel protocol', { 'sec-websocket-protocol': 'v1, bearer-secret' }, 200],
    ['another token', { authorization: 'Bearer secre' }, 401],
    ['another token of the same length', { authorization: 'Bearer secreT' }, 401],
    ['an empty token', { authorization: 'Bearer ' }, 401],
    ['another scheme', { authorization: 'Basic secret' }, 401],
    ['a foreign host', { ...good, host: 'evil.com:4100' }, 421],
    ['no host', { ...good, host: '' }, 421],
    ['localhost', { ...good, host: 'LocalHost:4100' }, 200],
    ['loopback of IPv6', { ...good, host: '[::1]:4100' }, 200],
    ['another port', { ...good, host: '127.0.0.1:1' }, 421],
    ['a trailing dot', { ...good, host: 'localhost.:4100' }, 421],
    ['a foreign origin', { ...good, origin: 'http://evil.com' }, 403],
    ['the origin null', { ...good, origin: 'null' }, 403],
    ['another local origin', { ...good, origin: 'http://localhost:3000' }, 403],
    ['the own origin', { ...good, origin: 'http://localhost:4100' }, 200],
    ['a cross-site fetch', { ...good, 'sec-fetch-site': 'cross-site' }, 403],
    ['a same-site fetch', { ...good, 'sec-fetch-site': 'same-site' }, 403],
    ['a same-origin fetch', { ...good, 'sec-fetch-site': 'same-origin' }, 200],
  ])('with %s', (_, headers, status) => {
    expect(statusOf(headers)).toBe(status);
  });

  test.each([
    ['text', { 'content-type': 'text/plain', 'content-length': '2' }, 415],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '2' }, 415],
    ['a chunked body of no type', { 'transfer-encoding': 'chunked' }, 415],
    [
      'a type that only begins like JSON',
      { 'content-type': 'application/jsonp', 'content-length': '2' },
      415,
    ],
    ['JSON', { 'content-type': 'application/json', 'content-length': '2' }, 200],
    [
      'JSON with a charset',
      { 'content-type': 'application/json; charset=utf-8', 'content-length': '2' },
      200,
    ],
    ['JSON announced and nothing sent', { 'content-type': 'application/json', 'content-length': '0' }, 200],
    ['no body', {}, 200],
  ])('posting %s', (_, headers, status) => {
    expect(statusOf({ ...good, ...headers }, 'POST')).toBe(status);
  });

  test('refuses a very long URL', () => {
    expect(statusOf(good, 'GET', `/${'x'.repeat(8192)}`)).toBe(414);
  });
});

describe('the names of a server', () => {
  test('include the address it is bound to', () => {
    expect(namesOf('192.0.2.7', 80).hosts).toContain('192.0.2.7:80');
    expect(namesOf('fd00::7', 80).hosts).toContain('[fd00::7]:80');
    expect(namesOf('127.0.0.1', 80).hosts.size).toBe(3);
  });

  test('are addresses only when it is bound to all of them', () => {
    const { hosts } = namesOf('0.0.0.0', 80);
    expect(hosts).toContain('127.0.0.1:80');
    expect(hosts).not.toContain('0.0.0.0:80');
  });
});

describe('the token that only reads', () => {
  const look = { authorization: 'Bearer look' };

  test.each([
    ['GET', 200],
    ['HEAD', 200],
    ['POST', 403],
    ['PUT', 403],
    ['DELETE', 403],
    ['PATCH', 403],
    ['OPTIONS', 403],
  ])('may %s: %i', (method, status) => {
    expect(statusOf(look, method)).toBe(status);
  });

  test('is told from the full one', () => {
    const request = new IncomingMessage(new Socket());
    Object.assign(request, { headers: { host: '127.0.0.1:4100', ...look }, method: 'GET', url: '/me' });
    expect(gate(request).grant).toEqual({ access: 'read-only', byTicket: false });
    request.headers.authorization = 'Bearer secret';
    expect(gate(request).grant).toEqual({ access: 'full', byTicket: false });
  });

  test('is none where the server has none', () => {
    const alone = createGate({
      token: 'secret',
      readOnlyToken: null,
      names: () => names,
      checkTicket: () => null,
    });
    const request = new IncomingMessage(new Socket());
    Object.assign(request, { headers: { host: '127.0.0.1:4100', ...look }, method: 'GET', url: '/me' });
    expect(alone(request).refusal?.status).toBe(401);
  });
});

describe('a ticket in the path', () => {
  test('opens its path without a token, and no other way in', () => {
    expect(statusOf({}, 'GET', '/transfers/good')).toBe(200);
    expect(
      statusOf({ 'content-type': 'image/png', 'content-length': '9000000' }, 'PUT', '/transfers/good'),
    ).toBe(200);
    expect(statusOf({}, 'GET', '/transfers/other')).toBe(404);
    expect(statusOf({ ...good }, 'GET', '/transfers/other')).toBe(404);
    expect(statusOf({ host: 'evil.com' }, 'GET', '/transfers/good')).toBe(421);
    expect(statusOf({ origin: 'http://evil.com' }, 'PUT', '/transfers/good')).toBe(403);
  });
});
