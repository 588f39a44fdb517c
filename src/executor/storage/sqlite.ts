import { closeSync, openSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/**
 * Opens a SQLite file for reading and writing and creates it, readable by its owner only, when it
 * is not there. SQLite gives the `-wal` and `-shm` files beside it the same mode.
 * @param busyMs how long a statement waits for a lock that another process holds
 */
export function openDatabase(path: string, busyMs: number): DatabaseSync {
  closeSync(openSync(path, 'a', 0o600));
  const { DatabaseSync } = loadSqlite();
  return new DatabaseSync(path, { timeout: busyMs, enableForeignKeyConstraints: true });
}

/** Opens an existing SQLite file for reading only. */
export function openDatabaseReadOnly(path: string): DatabaseSync {
  const { DatabaseSync } = loadSqlite();
  return new DatabaseSync(path, { readOnly: true, timeout: 1000 });
}

/** Node 22 prints an experimental warning when the module is first loaded: that one is hidden, no other. */
function loadSqlite() {
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (String(warning).includes('SQLite is an experimental feature')) return;
    Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}
