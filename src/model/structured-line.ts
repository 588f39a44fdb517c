import { isJsonObject, type JsonObject, type JsonValue, parsedJson } from '../lib/json.ts';
import type { EventLevel } from './event.ts';

/** What a line of JSON in a log says. */
export interface StructuredLine {
  readonly level: EventLevel;
  readonly message: string;
  /** Everything else that stands in the line. */
  readonly fields: JsonObject;
}

const levelOfWord = new Map<string, EventLevel>([
  ['fatal', 'error'],
  ['critical', 'error'],
  ['error', 'error'],
  ['warn', 'warn'],
  ['warning', 'warn'],
  ['info', 'info'],
  ['debug', 'debug'],
  ['trace', 'debug'],
]);

/**
 * Reads a line as loggers print it: a JSON object with a `level`, as a word in any case or as one of pino's
 * numbers (10…60, https://getpino.io), and a text in `message` or `msg`. Null for any other line.
 */
export function structuredLine(text: string): StructuredLine | null {
  const value = text.startsWith('{') ? parsedJson(text) : null;
  if (!isJsonObject(value)) return null;
  const { level: said, ...rest } = value;
  const level = levelOf(said);
  const name = ['message', 'msg'].find((key) => typeof rest[key] === 'string' && rest[key] !== '');
  if (level === null || name === undefined) return null;
  const { [name]: message, ...fields } = rest;
  return { level, message: String(message), fields };
}

function levelOf(said: JsonValue | undefined): EventLevel | null {
  if (typeof said === 'string') return levelOfWord.get(said.toLowerCase()) ?? null;
  if (typeof said !== 'number' || said < 10 || said > 60) return null;
  if (said < 30) return 'debug';
  if (said < 40) return 'info';
  return said < 50 ? 'warn' : 'error';
}
