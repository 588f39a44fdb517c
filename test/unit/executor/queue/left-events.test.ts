import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { defaultSettings } from '../../../../src/executor/settings/executor-settings.ts';
import type { RunEvent } from '../../../../src/model/event.ts';
import { openProject } from '../../../helpers/executor-project.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

const lineOf = (n: number) =>
  `${JSON.stringify({ type: 'note', level: 'info', message: `note ${n}`, payload: { n } })}\n`;

function notesOf(events: readonly RunEvent[]): string[] {
  return events.filter(({ type }) => type === 'note').map(({ message }) => message);
}

test('events that a dead executor had not recorded are recorded by the next, none twice', async () => {
  await using project = await openProject({
    hello: taskSource(`for (let n = 1; n <= 5; n += 1) ctx.event('note', { message: 'note ' + n, n });`),
  });
  const { id } = await project.create();
  await project.ended(id);
  const list = () => project.executor.listEvents(id, { limit: 100, order: 'oldest-first' });
  expect(notesOf(list())).toEqual([1, 2, 3, 4, 5].map((n) => `note ${n}`));

  // As if the executor had died in the middle: three events are in the storage, five in the file.
  await project.executor.stop({ drainMs: 0 });
  const file = join(project.projectDir, '.vfjobs/logs', id, '1/events');
  mkdirSync(dirname(file), { recursive: true });
  const lines = [1, 2, 3, 4, 5].map(lineOf);
  appendFileSync(file, lines.join(''));
  using db = new DatabaseSync(join(project.projectDir, '.vfjobs/state.db'));
  const taken = lines.slice(0, 3).join('').length;
  db.exec(`
    DELETE FROM events WHERE type = 'note' AND payload ->> '$.n' > 3;
    DELETE FROM events WHERE type = 'run.completed';
    UPDATE runs SET status = 'running', reason = NULL, completed_at = NULL;
    UPDATE attempts SET ended_at = NULL, reason = NULL, pid = NULL, pid_start = NULL, events_taken = ${taken};
  `);
  db.close();
  await project.reopen();
  await project.ended(id);
  const told = list();
  const first = told.slice(
    0,
    told.findIndex(({ type }) => type === 'run.requeued'),
  );
  expect(notesOf(first)).toEqual([1, 2, 3, 4, 5].map((n) => `note ${n}`));
  // The second attempt tells its own five.
  expect(notesOf(told)).toHaveLength(10);
});

test('a run keeps as many events as its project allows, and its progress all the same', async () => {
  const settings = { ...defaultSettings, limits: { ...defaultSettings.limits, eventsPerRun: 10 } };
  const body = `for (let n = 1; n <= 50; n += 1) ctx.event('note', { message: 'note ' + n });
    ctx.progress(1, 2, 'half');`;
  await using project = await openProject({ hello: taskSource(body) }, { settings });
  const { id } = await project.create();
  const run = await project.ended(id);
  const told = project.executor.listEvents(id, { limit: 100, order: 'oldest-first' });
  expect(notesOf(told)).toHaveLength(10);
  expect(told.filter(({ type }) => type === 'run.cut')).toMatchObject([
    { level: 'warn', payload: { what: 'events', limit: 10 } },
  ]);
  expect(told.filter(({ type }) => type === 'progress')).toEqual([]);
  expect(run.progress).toEqual({ done: 1, total: 2, note: 'half' });
});

test('a log that reaches its limit says so among the events', async () => {
  const settings = { ...defaultSettings, limits: { ...defaultSettings.limits, logMb: 1 } };
  const body = `for (let n = 0; n < 20; n += 1) console.log('x'.repeat(99_999));`;
  await using project = await openProject({ hello: taskSource(body) }, { settings });
  const { id } = await project.create();
  await project.ended(id);
  const told = project.executor.listEvents(id, { limit: 100, order: 'oldest-first' });
  expect(told.filter(({ type }) => type === 'run.cut')).toMatchObject([
    { level: 'warn', payload: { what: 'log', limit_bytes: 1_048_576 } },
  ]);
});
