import { z } from 'zod';
import { isoTime } from '../lib/clock.ts';
import type { JsonValue } from '../lib/json.ts';

/**
 * A value that came out of `JSON.parse`: anything but `undefined`. It is not walked again, because
 * outputs and payloads may be megabytes.
 */
export const wireJson = z.custom<JsonValue>((value) => value !== undefined, 'is required');
export const wireJsonObject = z.record(z.string(), wireJson);

/** `kind:id`. Longer than any path that a task file may have. */
export const targetName = z.string().min(1).max(1024);

export const nullableText = z.string().nullable();
export const nullableUuid = z.uuid().nullable();
export const nullableInteger = z.number().int().nullable();
export const count = z.number().int().min(0);

/** A whole number in a body. */
export function boundedInteger(min: number, max: number) {
  const message = rangeText(min, max);
  return z.number(message).int(message).min(min, message).max(max, message);
}

/** A whole number in a query: text on the way in, a number for callers. */
export function queryInteger(min: number, max: number) {
  const message = rangeText(min, max);
  const text = z
    .string()
    .trim()
    .regex(/^-?\d{1,16}$/)
    .transform(Number);
  return z
    .union([z.number(), text], message)
    .pipe(boundedInteger(min, max))
    .meta({ openapi: { type: 'integer', minimum: min, maximum: max } });
}

/** Any time that ISO 8601 can write, in the form that all times here have. */
export const queryTime = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), 'must be a time in ISO 8601')
  .transform((text) => isoTime(Date.parse(text)));

/** Ids that the older generation sends must be UUIDs: its SDK refuses the whole answer otherwise. */
export function uuidOrNull(id: string | null): string | null {
  return z.uuid().safeParse(id).success ? id : null;
}

function rangeText(min: number, max: number): string {
  const bound = (value: number) => value.toLocaleString('en');
  if (max === Number.MAX_SAFE_INTEGER) {
    return min === 0 ? 'must be a whole number, 0 or more' : 'must be a whole number';
  }
  return `must be a whole number, ${bound(min)}…${bound(max)}`;
}
