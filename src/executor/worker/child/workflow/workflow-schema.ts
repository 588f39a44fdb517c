import { isJsonObject, type JsonObject } from '../../../../lib/json.ts';

/** True for a schema that the package can check by itself. */
export function canParse(schema: unknown): boolean {
  return (
    typeof schema === 'object' && schema !== null && 'parse' in schema && typeof schema.parse === 'function'
  );
}

/**
 * A definition's schema as JSON Schema: it is one, or it can tell one (zod 4). Null for anything else,
 * which then only the package can check.
 * @param side what the schema is for: a member with a default may be missing in an input
 */
export function jsonSchemaOf(schema: unknown, side: 'input' | 'output'): JsonObject | null {
  if (typeof schema !== 'object' || schema === null) return null;
  try {
    const told: unknown = 'toJSONSchema' in schema ? callOf(schema.toJSONSchema, schema, side) : schema;
    if (told === schema && canParse(schema)) return null;
    // Through JSON, so that functions and the like cannot reach the daemon.
    const plain: unknown = JSON.parse(JSON.stringify(told));
    return isJsonObject(plain) ? plain : null;
  } catch {
    return null; // Some schemas, such as those with transforms, have no JSON form.
  }
}

function callOf(method: unknown, owner: object, io: string): unknown {
  return typeof method === 'function' ? Reflect.apply(method, owner, [{ io }]) : owner;
}
