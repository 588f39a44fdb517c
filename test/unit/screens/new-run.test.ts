import { describe, expect, test } from 'vitest';
import { checkBoth, checkConfig } from '../../../screens/new-run/check-config.ts';
import { schemaCheckFor } from '../../../screens/new-run/schema-check.ts';
import { configTemplate, schemaFields } from '../../../screens/schema-fields.ts';

const schema = {
  $schema: 'https://json-schema.org/draft/2019-09/schema',
  type: 'object',
  properties: {
    size: { type: 'integer', minimum: 1, default: 100 },
    since: { type: 'string' },
    mode: { enum: ['full', 'quick'] },
    tags: { type: ['array', 'null'], description: 'any' },
  },
  required: ['since', 'mode', 'tags'],
  additionalProperties: false,
};

describe('config template', () => {
  test('holds what is preset and a blank for what is required', () => {
    expect(configTemplate(schema)).toEqual({ since: '', mode: 'full', tags: [], size: 100 });
    expect(configTemplate({})).toEqual({});
  });

  test('names required fields first', () => {
    expect(schemaFields(schema).map(({ name, type }) => `${name} ${type}`)).toEqual([
      'since string',
      'mode one of "full", "quick"',
      'tags array or null',
      'size integer',
    ]);
  });
});

describe('config check', () => {
  test.each([
    ['x', /^not JSON: line 1, column 1: unexpected x$/],
    ['{"a": 1,}', /^not JSON: line 1, column 9: expected double-quoted property name$/],
    ['{\n  "a": 1\n  "b": 2\n}', /^not JSON: line 3, column 3: expected ',' or '}' after property value$/],
    ['{\n  "a": {},\n  "b": tru}', /^not JSON: line 3, column 11: unexpected }$/],
    ['{"a": 😀}', /^not JSON: line 1, column 7: unexpected 😀$/],
    ['{} {}', /^not JSON: line 1, column 4: unexpected non-whitespace character after JSON$/],
    ['{"a": "b', /^not JSON: line 1, column 9: unterminated string$/],
    ['{"a": ', /^not JSON: line 1: it ends too early$/],
    ['[1]', /^a config is a JSON object/],
  ])('says where %j is wrong', (text, problem) => {
    expect(checkConfig(text, null)).toMatchObject({
      kind: 'bad',
      problems: [expect.stringMatching(problem)],
    });
  });

  test('an empty text is an empty config', () => {
    expect(checkConfig('  \n', null)).toEqual({ kind: 'good', config: {} });
  });

  test('names every member that does not fit the schema', async () => {
    const check = await schemaCheckFor(schema);
    expect(checkConfig('{"since":"P1D","mode":"full","tags":null}', check)).toMatchObject({ kind: 'good' });
    expect(checkConfig('{"since":1,"mode":"slow","tags":null,"more":1}', check)).toEqual({
      kind: 'bad',
      problems: [
        'config must NOT have additional properties: more',
        'since must be string',
        'mode must be equal to one of the allowed values: full, quick',
      ],
    });
    expect(checkConfig('{}', check)).toMatchObject({ kind: 'bad' });
  });

  test('a schema that can not be read checks nothing', async () => {
    const check = await schemaCheckFor({ type: 'nonsense' });
    expect(check({ any: 'thing' })).toEqual([]);
  });
});

describe('config and input in one document', () => {
  const both = (text: string, main: 'config' | 'input' = 'config') => checkBoth(text, main, null);

  test('are taken as they are', () => {
    expect(both('{"config": {"a": 1}, "input": [1, "x"]}')).toEqual({
      kind: 'good',
      config: { a: 1 },
      both: { config: { a: 1 }, input: [1, 'x'] },
    });
  });

  test('what the schema describes is checked', () => {
    const check = () => ['since is missing'];
    expect(checkBoth('{"config": {}, "input": {}}', 'input', check)).toEqual({
      kind: 'bad',
      problems: ['since is missing'],
    });
  });

  test.each([
    ['{"config": 1}', 'config is a JSON object'],
    ['{"config": {}, "inputs": 1}', 'only config and input stand here, not inputs'],
    ['{', 'not JSON'],
  ])('%s is refused', (text, why) => {
    expect(both(text)).toMatchObject({ kind: 'bad', problems: [expect.stringContaining(why)] });
  });
});
