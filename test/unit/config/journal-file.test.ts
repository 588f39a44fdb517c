import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openJournal } from '../../../src/config/journal-file.ts';
import type { JournalEntry } from '../../../src/model/journal.ts';
import { makeTempDir } from '../../helpers/temp-dir.ts';

const entry: JournalEntry = {
  id: 'e1',
  at: '2026-11-22T12:00:00.000Z',
  who: 'ops@example.com',
  context: 'prod',
  project: 'acme',
  verb: 'cancel',
  things: 'runs',
  reason: 'wrong config',
  counts: { held: 1 },
  items: [{ id: 'a', runId: null, label: 'task:x', state: 'held', note: null }],
  settledAt: null,
};

test('keeps entries for the user alone; the last line about an action counts, damaged ones do not', async () => {
  using dir = makeTempDir();
  const env = { XDG_STATE_HOME: dir.path };
  const journal = openJournal(env);
  expect(await journal.read()).toEqual([]);
  expect(await journal.append(entry)).toBe(true);
  const settled = { ...entry, counts: { confirmed: 1 }, settledAt: '2026-11-22T12:00:06.000Z' };
  await Promise.all([journal.append({ ...entry, id: 'e2' }), journal.append(settled)]);
  const file = join(dir.path, 'vfjobs', 'actions.jsonl');
  appendFileSync(file, '{"id":"no entry"}\n{"id":"half');
  await openJournal(env).append({ ...entry, id: 'e3' });
  const ids = (await openJournal(env).read()).map(({ id, settledAt }) => [id, settledAt]);
  expect(ids).toEqual([
    ['e1', settled.settledAt],
    ['e2', null],
    ['e3', null],
  ]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('puts a large file aside once, and reads both', async () => {
  using dir = makeTempDir();
  const env = { XDG_STATE_HOME: dir.path };
  const journal = openJournal(env);
  await journal.append(entry);
  const file = join(dir.path, 'vfjobs', 'actions.jsonl');
  writeFileSync(file, `${readFileSync(file, 'utf8')}${'x'.repeat(1_100_000)}\n`);
  await journal.append({ ...entry, id: 'e2' });
  expect(statSync(file).size).toBeLessThan(1_000);
  expect((await journal.read()).map(({ id }) => id)).toEqual(['e1', 'e2']);
});

test('does not throw where nothing can be written', async () => {
  using dir = makeTempDir();
  writeFileSync(join(dir.path, 'vfjobs'), 'a file in the way');
  expect(await openJournal({ XDG_STATE_HOME: dir.path }).append(entry)).toBe(false);
});
