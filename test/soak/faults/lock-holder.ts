import { DatabaseSync } from 'node:sqlite';

// A program of somebody else's that holds the write lock of a database for a while, again and again.
// Arguments: path, milliseconds to hold it, milliseconds between, how often.
const [path = '', heldMs, freeMs, times] = process.argv.slice(2);
const db = new DatabaseSync(path, { timeout: 60_000 });
const wait = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
for (let time = 0; time < Number(times); time++) {
  db.exec('BEGIN IMMEDIATE');
  process.stdout.write('locked\n');
  wait(Number(heldMs));
  db.exec('ROLLBACK');
  wait(Number(freeMs));
}
