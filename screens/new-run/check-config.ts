import { isJsonObject, type JsonObject } from '../../src/lib/json.ts';
import { messageOf } from '../../src/model/errors.ts';

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
    return { kind: 'bad', problems: [`not JSON: ${jsonProblem(messageOf(thrown), text)}`] };
  }
  if (!isJsonObject(value)) return { kind: 'bad', problems: ['a config is a JSON object: { … }'] };
  return fitting(value, schemaCheck);
}

function fitting(config: JsonObject, schemaCheck: SchemaCheck | null): ConfigCheck {
  const problems = schemaCheck?.(config) ?? [];
  return problems.length === 0 ? { kind: 'good', config } : { kind: 'bad', problems };
}

/** V8's message with the place in front, as `line 2, column 14: …`. */
function jsonProblem(message: string, text: string): string {
  const place = /\(line (\d+) column (\d+)\)/.exec(message);
  if (place !== null) {
    return `line ${place[1]}, column ${place[2]}: ${message.replace(/ in JSON at position .*$/, '')}`;
  }
  if (message.includes('end of JSON')) return `line ${text.split('\n').length}: it ends too early`;
  return message;
}
