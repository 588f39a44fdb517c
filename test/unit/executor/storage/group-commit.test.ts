import { join } from 'node:path';
import { constants, DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { createGroupCommit } from '../../../../src/executor/storage/group-commit.ts';
import { openStorage, type Storage } from '../../../../src/executor/storage/open-storage.ts';
import { sampleRun } from '../../../helpers/sample-run.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

const id = (n: number) => `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`;
const add = (storage: Storage, n: number) => storage.runs.insert(sampleRun({ id: id(n) }), null);

describe('group commit', () => {
  test('shows a change to nobody before it is committed, and to a second connection after', async () => {
    using dir = makeTempDir();
    const storage = openStorage(dir.path);
    const written = storage.write(() => add(storage, 1));
    expect(storage.runs.get(id(1))).toBeNull();
    await written;
    expect(storage.runs.get(id(1))?.id).toBe(id(1));
    storage.close();
    const again = openStorage(dir.path);
    expect(again.runs.get(id(1))?.target).toBe('task:hello');
    again.close();
  });

  test('undoes only the change that throws, and tells only its writer', async () => {
    using dir = makeTempDir();
    const storage = openStorage(dir.path);
    const answers = await Promise.allSettled([
      storage.write(() => add(storage, 1)),
      storage.write(() => {
        add(storage, 2);
        throw new Error('refused');
      }),
      storage.write(() => {
        add(storage, 3);
        return 'three';
      }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(answers[1]).toMatchObject({ reason: { message: 'refused' } });
    expect(answers[2]).toMatchObject({ value: 'three' });
    expect(storage.runs.list({}, 1000, 10).map(({ run }) => run.id)).toEqual([id(3), id(1)]);
    storage.close();
  });

  test('applies changes in the order asked, across several transactions', async () => {
    using dir = makeTempDir();
    const storage = openStorage(dir.path);
    const count = 1200;
    await Promise.all(Array.from({ length: count }, (_, n) => storage.write(() => add(storage, n))));
    const due = storage.runs.due(Date.now(), count, []).map(({ run }) => run.id);
    expect(due).toEqual(Array.from({ length: count }, (_, n) => id(n)));
    storage.close();
  });

  test('commits what waits when it is closed, and takes no more after', async () => {
    using dir = makeTempDir();
    const storage = openStorage(dir.path);
    const waiting = storage.write(() => add(storage, 1));
    storage.close();
    await waiting;
    await expect(storage.write(() => add(storage, 2))).rejects.toMatchObject({ kind: 'unavailable' });
    const again = openStorage(dir.path);
    expect(again.runs.counts({}).pending).toBe(1);
    again.close();
  });

  test('goes on when a transaction could neither be committed nor undone', async () => {
    using dir = makeTempDir();
    const db = new DatabaseSync(join(dir.path, 'state.db'));
    db.exec('CREATE TABLE notes (text TEXT)');
    const commits = createGroupCommit(db, 'state.db');
    const note = (text: string) => commits.write(() => db.exec(`INSERT INTO notes VALUES ('${text}')`));
    const ends = new Set<string | null>(['COMMIT', 'ROLLBACK']);
    // SQLite asks before each transaction statement: this refuses those that end one.
    db.setAuthorizer((action, what) =>
      action === constants.SQLITE_TRANSACTION && ends.has(what) ? constants.SQLITE_DENY : constants.SQLITE_OK,
    );
    await expect(note('lost')).rejects.toThrow('not authorized');
    expect(db.isTransaction).toBe(true);
    await expect(note('lost too')).rejects.toThrow('not authorized');
    db.setAuthorizer(null);
    await note('kept');
    expect(db.prepare('SELECT text FROM notes').all()).toEqual([{ text: 'kept' }]);
    db.close();
  });
});
