import fc from 'fast-check';
import { z } from 'zod';
import type { Endpoint } from '../../src/api/endpoint.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/lib/json.ts';

type Schema = Record<string, unknown>;

/** A request as it goes over the wire. */
export interface HostileRequest {
  readonly path: string;
  /** Null: no body is sent. */
  readonly body: Buffer | null;
}

const longText = fc.integer({ min: 1000, max: 20_000 }).map((length) => 'x'.repeat(length));
const oddNames = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', ''];
const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\ud800',
    '\u202e',
    '../../etc/passwd',
    "' OR 1=1 --",
    '%',
    '_',
    '\u001b[2J',
    ...oddNames,
  ),
  longText,
);
const oddNumber = fc.constantFrom(-1, 0, 0.5, 1e308, -1e308, 2 ** 53, -(2 ** 63), 86_401, Number.MIN_VALUE);
const nested = fc.integer({ min: 50, max: 2000 }).map((depth) => deep(depth));

/** Any JSON, with what breaks readers of it on top. */
const oddJson: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue>(null, true, false, [], {}),
  oddText,
  oddNumber,
  nested,
  fc.array(fc.integer(), { minLength: 1001, maxLength: 3000 }),
  fc.constantFrom(...oddNames).map((name) => JSON.parse(`{${JSON.stringify(name)}:{"polluted":true}}`)),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>,
);

/** Requests of an endpoint, made from its own schemas: some right, most of them wrong in some place. */
export function hostileRequests(
  endpoint: Endpoint,
  goodParams: Readonly<Record<string, readonly string[]>>,
  goodBody?: JsonObject,
): fc.Arbitrary<HostileRequest> {
  return fc.record({
    path: fc
      .tuple(hostilePath(endpoint.path, goodParams), hostileQuery(endpoint.query))
      .map((parts) => parts.join('')),
    body:
      endpoint.body instanceof z.ZodUndefined
        ? fc.constantFrom(null, Buffer.from('{}'))
        : hostileBody(endpoint.body, goodBody),
  });
}

function hostilePath(path: string, good: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<string> {
  const segments = path.split('/').map((segment) => {
    if (!segment.startsWith(':')) return fc.constant(segment);
    const known = (good[segment.slice(1)] ?? []).map((text) => encodeURIComponent(text));
    return fc.oneof(
      { arbitrary: fc.constantFrom(...known), weight: 12 },
      { arbitrary: oddText.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 4000)), weight: 1 },
      {
        arbitrary: fc.constantFrom(
          '%',
          '%zz',
          '%E0%A4%A',
          '%00',
          '%ff%fe',
          '..%2f..%2fx',
          '%2e%2e',
          ';',
          '~',
        ),
        weight: 1,
      },
    );
  });
  return fc.tuple(...segments).map((parts) => parts.join('/'));
}

function hostileQuery(query: z.ZodType): fc.Arbitrary<string> {
  const names = [...Object.keys(propertiesOf(schemaOf(query))), 'unknown', '__proto__', 'constructor'];
  const value = fc.oneof(
    fc.constantFrom(
      '1',
      '20',
      '-1',
      '0',
      'NaN',
      'Infinity',
      '1e9',
      '0x10',
      '99999999999999999999',
      'true',
      'completed',
    ),
    fc.constantFrom('2026-01-01T00:00:00Z', '2026-13-45', '+275760-09-13', 'task:hello', ''),
    oddText.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 3000)),
    fc.constantFrom('%zz', '%E0%A4%A', '%', '&&', '=', '%00'),
  );
  const pair = fc.tuple(fc.constantFrom(...names), value).map(([name, text]) => `${name}=${text}`);
  return fc.array(pair, { maxLength: 4 }).map((pairs) => (pairs.length === 0 ? '' : `?${pairs.join('&')}`));
}

function hostileBody(body: z.ZodType, good: JsonObject = {}): fc.Arbitrary<Buffer> {
  const value = fc.oneof(
    { arbitrary: mostlyRight(schemaOf(body)), weight: 4 },
    { arbitrary: changedOnce(good), weight: 4 },
    { arbitrary: fc.constant(good), weight: 1 },
  );
  const json = value.map((each) => Buffer.from(JSON.stringify(each)));
  const broken = fc
    .tuple(json, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([bytes, part]) => bytes.subarray(0, Math.floor(bytes.length * part)));
  const flipped = fc.tuple(json, fc.nat()).map(([bytes, at]) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy[at % copy.length] = 0xff;
    return copy;
  });
  return fc.oneof(
    { arbitrary: json, weight: 6 },
    { arbitrary: oddJson.map((value) => Buffer.from(JSON.stringify(value))), weight: 1 },
    { arbitrary: broken, weight: 1 },
    { arbitrary: flipped, weight: 1 },
    { arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)), weight: 1 },
    {
      arbitrary: fc
        .constantFrom('[[[[', '{"a":1e999}', '\ufeff{}', 'null', 'NaN', `${'['.repeat(100_000)}`)
        .map((text) => Buffer.from(text)),
      weight: 1,
    },
  );
}

/** An object in which one member, at any depth, is something else or missing. */
function changedOnce(good: JsonObject): fc.Arbitrary<JsonValue> {
  const places = placesIn(good);
  if (places.length === 0) return fc.constant(good);
  return fc
    .tuple(fc.constantFrom(...places), fc.option(oddJson, { nil: undefined }))
    .map(([place, value]) => {
      const copy = structuredClone(good);
      const name = place.at(-1) ?? '';
      const holder = place
        .slice(0, -1)
        .reduce<JsonObject>((at, key) => (isJsonObject(at[key]) ? at[key] : at), copy);
      if (value === undefined) delete holder[name];
      else holder[name] = value;
      return copy;
    });
}

function placesIn(value: JsonObject, above: readonly string[] = []): string[][] {
  return Object.entries(value).flatMap(([name, member]) => [
    [...above, name],
    ...(isJsonObject(member) ? placesIn(member, [...above, name]) : []),
  ]);
}

/** A value of the schema in which now and then a part is replaced by something else, or one is added. */
function mostlyRight(schema: Schema): fc.Arbitrary<JsonValue> {
  return fc.oneof({ arbitrary: valueFrom(schema), weight: 12 }, { arbitrary: oddJson, weight: 1 });
}

function valueFrom(schema: Schema): fc.Arbitrary<JsonValue> {
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as JsonValue[]));
  if ('const' in schema) return fc.constant(schema['const'] as JsonValue);
  const choices = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(choices)) return fc.oneof(...(choices as Schema[]).map(mostlyRight));
  switch (schema['type']) {
    case 'object':
      return objectOf(schema);
    case 'array':
      return fc.array(mostlyRight((schema['items'] ?? {}) as Schema), { maxLength: 4 });
    case 'string':
      return fc.oneof(
        fc.constantFrom('a', 'task:hello', 'test-project', '5f0c2f0e-6a1b-4c7d-9e21-0a1b2c3d4e5f'),
        oddText,
      );
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: 0, max: 100 }), oddNumber);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return oddJson;
  }
}

function objectOf(schema: Schema): fc.Arbitrary<JsonValue> {
  const required = new Set((schema['required'] ?? []) as string[]);
  const members = Object.entries(propertiesOf(schema)).map(([name, member]) =>
    fc.tuple(
      fc.constant(name),
      mostlyRight(member),
      fc.integer({ min: 0, max: 9 }).map((dice) => dice < (required.has(name) ? 9 : 4)),
    ),
  );
  const extra = fc.array(fc.tuple(fc.constantFrom('extra', ...oddNames), oddJson), { maxLength: 1 });
  return fc.tuple(fc.tuple(...members), extra).map(([own, more]) => {
    const kept = own.filter(([, , keep]) => keep).map(([name, value]) => [name, value] as const);
    // `fromEntries` would take `__proto__` for what it is elsewhere; as text it is a key like others.
    const text = [...kept, ...more].map(
      ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
    );
    return JSON.parse(`{${text.join(',')}}`) as JsonValue;
  });
}

function schemaOf(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

function propertiesOf(schema: Schema): Record<string, Schema> {
  return (schema['properties'] ?? {}) as Record<string, Schema>;
}

function deep(depth: number): JsonValue {
  let value: JsonValue = 1;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
