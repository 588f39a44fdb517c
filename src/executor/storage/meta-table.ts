import type { DatabaseSync } from 'node:sqlite';
import { text } from './columns.ts';

/** Facts about the storage itself, one text per key. */
export interface MetaTable {
  get(key: string): string | null;
  set(key: string, value: string): void;
  /** Sets a key that has no value yet; answers the value that stands. */
  setOnce(key: string, value: string): string;
}

export function createMetaTable(db: DatabaseSync): MetaTable {
  const read = db.prepare('SELECT value FROM meta WHERE key = ?');
  const insert = db.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const upsert = db.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const get = (key: string) => {
    const row = read.get(key);
    return row === undefined ? null : text(row, 'value');
  };
  return {
    get,
    set: (key, value) => void upsert.run(key, value),
    setOnce(key, value) {
      insert.run(key, value);
      return get(key) ?? value;
    },
  };
}
