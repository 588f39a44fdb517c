import type { JsonValue } from '../../lib/json.ts';

/** The text, cut to `max` characters with a mark at the end when it is longer. */
export function clipText(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}

/** The value, or a note of its size in its place when its JSON is longer than `maxBytes`. */
export function clipJson(value: JsonValue, maxBytes: number): JsonValue {
  const bytes = Buffer.byteLength(JSON.stringify(value));
  return bytes <= maxBytes ? value : { truncated: true, bytes };
}
