import { isJsonObject, type JsonObject } from '../../src/lib/json.ts';
import { jsonProblem } from './json-problem.ts';

/** What is wrong with a typed config; or the config. */
export type ConfigCheck =
  | { readonly kind: 'good'; readonly config: JsonObject }
  | { readonly kind: 'bad'; readonly problems: readonly string[] };

/** Answers one sentence per problem of a config; none when it fits the schema. */
export type SchemaCheck = (config: JsonObject) => readonly string[];

/** Reads what was typed. An empty text is an empty config. */
export function checkConfig(text: string, schemaCheck: SchemaCheck | null): ConfigCheck {
  if (text.trim() === '') return fitting({}, schemaCheck);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    return { kind: 'bad', problems: [`not JSON: ${jsonProblem(thrown, text)}`] };
  }
  if (!isJsonObject(value)) return { kind: 'bad', problems: ['a config is a JSON object: { … }'] };
  return fitting(value, schemaCheck);
}

function fitting(config: JsonObject, schemaCheck: SchemaCheck | null): ConfigCheck {
  const problems = schemaCheck?.(config) ?? [];
  return problems.length === 0 ? { kind: 'good', config } : { kind: 'bad', problems };
}
