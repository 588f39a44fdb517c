import { isJsonObject, type JsonObject, type JsonValue } from '../../src/lib/json.ts';
import { jsonProblem } from './json-problem.ts';

/** What is wrong with what was typed; or what it gives to a run. */
export type ConfigCheck =
  | ({ readonly kind: 'good' } & GivenValues)
  | { readonly kind: 'bad'; readonly problems: readonly string[] };

/** What a run is created with. */
export interface GivenValues {
  /** What the target's schema describes: of a workflow its input. */
  readonly config: JsonObject;
  /** Both members, where the run was to have both; they are taken as they are. */
  readonly both?: { readonly config: JsonObject; readonly input: JsonValue } | undefined;
}

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

/** Reads a document that has config and input as its members. @param main the one that the schema describes */
export function checkBoth(
  text: string,
  main: 'config' | 'input',
  schemaCheck: SchemaCheck | null,
): ConfigCheck {
  const whole = checkConfig(text, null);
  if (whole.kind === 'bad') return whole;
  const { config = {}, input = null, ...more } = whole.config;
  const names = Object.keys(more);
  if (names.length > 0) return bad(`only config and input stand here, not ${names.join(', ')}`);
  if (!isJsonObject(config)) return bad('config is a JSON object: { … }');
  const described = main === 'config' ? config : input;
  const check = isJsonObject(described) ? fitting(described, schemaCheck) : null;
  if (check?.kind === 'bad') return check;
  return { kind: 'good', config, both: { config, input } };
}

function bad(problem: string): ConfigCheck {
  return { kind: 'bad', problems: [problem] };
}
