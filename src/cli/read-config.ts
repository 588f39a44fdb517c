import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { isJsonObject, type JsonObject } from '../lib/json.ts';
import { messageOf, UserError } from '../model/errors.ts';

/**
 * The value of `--config`: a JSON object, `@file` that holds one, or `-` for stdin.
 * @throws UserError `invalid` when it is not a JSON object, `not-found` when the file cannot be read
 */
export async function readConfig(given: string): Promise<JsonObject> {
  const { source, json } = await load(given);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (thrown) {
    throw new UserError('invalid', `${source} is not valid JSON: ${messageOf(thrown)}`, {
      fix: `Write an object, such as --config '{"limit": 10}', or name a file with --config @file.json.`,
    });
  }
  if (isJsonObject(value)) return value;
  throw new UserError('invalid', `${source} must be a JSON object, not ${nameOf(value)}`, {
    fix: `Write an object, such as --config '{"limit": 10}'.`,
  });
}

async function load(given: string): Promise<{ source: string; json: string }> {
  if (given === '-') return { source: 'The config on stdin', json: await text(process.stdin) };
  if (!given.startsWith('@')) return { source: 'The config', json: given };
  const file = given.slice(1);
  try {
    return { source: `The config in ${file}`, json: readFileSync(file, 'utf8') };
  } catch (thrown) {
    throw new UserError('not-found', `The config file ${file} cannot be read: ${messageOf(thrown)}`, {
      fix: 'Check the path after the @.',
    });
  }
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}
