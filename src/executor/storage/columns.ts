import type { SQLOutputValue } from 'node:sqlite';
import { isoTime } from '../../lib/clock.ts';
import type { JsonValue } from '../../lib/json.ts';

/** One row as SQLite gives it. */
export type Row = Record<string, SQLOutputValue>;

/** Reads a column of a STRICT table; a wrong type is a bug, not a user's failure. */
export function text(row: Row, name: string): string {
  const value = row[name];
  if (typeof value !== 'string') throw new TypeError(`Column ${name} is not text`);
  return value;
}

export function textOrNull(row: Row, name: string): string | null {
  return row[name] === null ? null : text(row, name);
}

export function integer(row: Row, name: string): number {
  const value = row[name];
  if (typeof value !== 'number') throw new TypeError(`Column ${name} is not a number`);
  return value;
}

export function integerOrNull(row: Row, name: string): number | null {
  return row[name] === null ? null : integer(row, name);
}

/** Epoch milliseconds in the table, ISO 8601 in the model. */
export function time(row: Row, name: string): string {
  return isoTime(integer(row, name));
}

export function timeOrNull(row: Row, name: string): string | null {
  return row[name] === null ? null : time(row, name);
}

/** The other way round: what the model says, as the table keeps it. */
export function epoch(iso: string): number {
  return Date.parse(iso);
}

export function epochOrNull(iso: string | null): number | null {
  return iso === null ? null : epoch(iso);
}

export function json(row: Row, name: string): JsonValue {
  return JSON.parse(text(row, name));
}

/** A column that holds one of a closed list of words. */
export function word<Word extends string>(row: Row, name: string, known: readonly Word[]): Word {
  const value = text(row, name);
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw new TypeError(`Column ${name} holds the unknown word ${value}`);
  return found;
}

export function wordOrNull<Word extends string>(row: Row, name: string, known: readonly Word[]): Word | null {
  return row[name] === null ? null : word(row, name, known);
}
