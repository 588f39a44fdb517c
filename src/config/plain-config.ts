import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json.ts';
import type { ConfigData, Context } from './context.ts';

/**
 * What a settings file holds, where it is plainly right: read without the schema, which takes longer to load than the
 * first frame may wait.
 * @returns null where only the schema can tell what is wrong, or how to go on
 */
export function plainConfig(data: unknown): ConfigData | null {
  if (!isJsonObject(data)) return null;
  const { contexts = [], currentContext = null } = data;
  if (!Array.isArray(contexts) || !isTextOrNull(currentContext)) return null;
  const read = contexts.map(plainContext);
  return read.every((context) => context !== null) ? { contexts: read, currentContext } : null;
}

function plainContext(data: JsonValue): Context | null {
  if (!isJsonObject(data) || !hasTexts(data)) return null;
  const { name, apiUrl, project, token, readOnly, production = false, tokenCommand = null } = data;
  if (!isTextOrNull(token) || token === '') return null;
  if (typeof readOnly !== 'boolean' || typeof production !== 'boolean') return null;
  if (tokenCommand !== null && !isCommand(tokenCommand)) return null;
  return { name, apiUrl, project, token, readOnly, production, tokenCommand };
}

interface Texts {
  readonly name: string;
  readonly apiUrl: string;
  readonly project: string;
}

function hasTexts(data: JsonObject): data is JsonObject & Texts {
  return [data['name'], data['apiUrl'], data['project']].every(isText);
}

function isCommand(value: JsonValue): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every(isText);
}

function isText(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

function isTextOrNull(value: JsonValue | undefined): value is string | null {
  return value === null || typeof value === 'string';
}
