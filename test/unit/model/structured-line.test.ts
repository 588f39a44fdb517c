import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { structuredLine } from '../../../src/model/structured-line.ts';

describe('a line of JSON in a log', () => {
  test.each([
    ['{"level":"info","message":"hello"}', { level: 'info', message: 'hello', fields: {} }],
    [
      '{"LEVEL":"info","level":"WARN","msg":"m","n":1}',
      { level: 'warn', message: 'm', fields: { LEVEL: 'info', n: 1 } },
    ],
    [
      '{"level":30,"time":5,"pid":7,"msg":"pino"}',
      { level: 'info', message: 'pino', fields: { time: 5, pid: 7 } },
    ],
    ['{"level":"Fatal","msg":"m"}', { level: 'error', message: 'm', fields: {} }],
    ['{"level":"trace","msg":"m"}', { level: 'debug', message: 'm', fields: {} }],
    ['{"level":35,"msg":"m"}', { level: 'info', message: 'm', fields: {} }],
    ['{"level":40,"msg":"m"}', { level: 'warn', message: 'm', fields: {} }],
    ['{"level":60,"msg":"m"}', { level: 'error', message: 'm', fields: {} }],
    [
      '{"level":"info","message":"","msg":"second"}',
      { level: 'info', message: 'second', fields: { message: '' } },
    ],
    [
      '{"level":"error","message":"a","msg":{"b":1}}',
      { level: 'error', message: 'a', fields: { msg: { b: 1 } } },
    ],
  ])('is read: %s', (text, expected) => {
    expect(structuredLine(text)).toEqual(expected);
  });

  test.each([
    'hello',
    '',
    '{}',
    '{',
    '{"level":"info"}',
    '{"level":"loud","msg":"m"}',
    '{"level":0,"msg":"m"}',
    '{"level":70,"msg":"m"}',
    '{"level":null,"msg":"m"}',
    '{"message":"m"}',
    '{"level":"info","msg":5}',
    ' {"level":"info","msg":"m"}',
    '[{"level":"info","msg":"m"}]',
    `{"level":"info","msg":"m","deep":${'['.repeat(600)}${']'.repeat(600)}}`,
  ])('is none: %s', (text) => {
    expect(structuredLine(text)).toBeNull();
  });

  test('never throws, and keeps a hostile name as plain data', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => `{"level":"info",${text.slice(1)}`),
        ),
        (text) => {
          expect(() => structuredLine(text)).not.toThrow();
        },
      ),
    );
    const read = structuredLine('{"level":"info","msg":"m","__proto__":{"x":1}}');
    expect(Object.getPrototypeOf(read?.fields)).toBe(Object.prototype);
    expect(JSON.stringify(read?.fields)).toBe('{"__proto__":{"x":1}}');
  });
});
