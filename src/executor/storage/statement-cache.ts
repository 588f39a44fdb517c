import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Prepares each SQL text once. The texts are built from column names, so there are few of them. */
export interface StatementCache {
  prepare(sql: string): StatementSync;
}

export function createStatementCache(db: DatabaseSync): StatementCache {
  const statements = new Map<string, StatementSync>();
  return {
    prepare(sql) {
      const known = statements.get(sql);
      if (known !== undefined) return known;
      const statement = db.prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
  };
}
