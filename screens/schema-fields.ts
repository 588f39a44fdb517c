import { isJsonObject, type JsonObject, type JsonValue } from '../src/lib/json.ts';

/** One member of a config, as its JSON Schema tells. */
export interface SchemaField {
  readonly name: string;
  /** `string`, `integer`, `one of a, b`; `any` where the schema does not say. */
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
  readonly preset: JsonValue | undefined;
}

/** The members that a schema of an object names, required ones first. */
export function schemaFields(schema: JsonObject): readonly SchemaField[] {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(properties)
    .map(([name, value]) => fieldOf(name, isJsonObject(value) ? value : {}, required.includes(name)))
    .toSorted((left, right) => Number(right.required) - Number(left.required));
}

/** A config to start from: what is preset, and a blank of the right type for what is required. */
export function configTemplate(schema: JsonObject): JsonObject {
  const config: JsonObject = {};
  for (const field of schemaFields(schema)) {
    if (field.preset !== undefined) config[field.name] = field.preset;
    else if (field.required) config[field.name] = blankOf(schema, field.name);
  }
  return config;
}

function fieldOf(name: string, schema: JsonObject, required: boolean): SchemaField {
  const description = schema['description'];
  return {
    name,
    type: typeText(schema),
    required,
    description: typeof description === 'string' ? description : '',
    preset: schema['default'],
  };
}

function typeText(schema: JsonObject): string {
  if (Array.isArray(schema['enum'])) {
    return `one of ${schema['enum'].map((value) => JSON.stringify(value)).join(', ')}`;
  }
  const type = schema['type'];
  if (Array.isArray(type)) return type.join(' or ');
  return typeof type === 'string' ? type : 'any';
}

function blankOf(schema: JsonObject, name: string): JsonValue {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const field = isJsonObject(properties[name]) ? properties[name] : {};
  if (Array.isArray(field['enum'])) return field['enum'][0] ?? null;
  const type = Array.isArray(field['type']) ? field['type'][0] : field['type'];
  switch (type) {
    case 'number':
    case 'integer':
      return typeof field['minimum'] === 'number' ? field['minimum'] : 0;
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      return type === 'string' ? '' : null;
  }
}
