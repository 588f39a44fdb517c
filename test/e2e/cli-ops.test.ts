import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JournalEntry } from '../../src/model/journal.ts';
import { openCliProject } from '../helpers/cli-project.ts';
import { taskSource } from '../helpers/temp-project.ts';

const entry: JournalEntry = {
  id: 'e1',
  at: '2026-11-22T12:00:00.000Z',
  who: 'ops@example.com',
  context: 'prod',
  project: 'acme',
  verb: 'cancel',
  things: 'runs',
  reason: 'evil \u001b]0;owned\u0007 reason',
  counts: { confirmed: 126, failed: 1 },
  items: [{ id: 'a', runId: null, label: 'task:x', state: 'failed', note: 'no reply' }],
  settledAt: '2026-11-22T12:00:06.000Z',
};

test('ops lists what was done from the consoles of this computer', async () => {
  await using project = openCliProject({});
  const none = await project.vfjobs(['ops']);
  expect(none).toMatchObject({ exitCode: 0, stdout: '' });
  expect(none.stderr).toContain('Nothing was done from a console here yet.');

  const folder = join(
    project.env['XDG_STATE_HOME'] ?? join(project.env['HOME'] ?? '', '.local', 'state'),
    'vfjobs',
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'actions.jsonl'), `${JSON.stringify(entry)}\n`);
  const { stdout } = await project.vfjobs(['ops']);
  expect(stdout).toMatch(
    /2026-11-22 12:00:00 .*ops@example\.com .*prod \/ acme .*cancel .*127 runs .*126 confirmed, 1 failed .*evil/,
  );
  expect(stdout).not.toContain('\u001b');
  const json = await project.vfjobs(['ops', '--json']);
  expect(JSON.parse(json.stdout)).toMatchObject({
    data: [{ id: 'e1', settled_at: entry.settledAt, items: [{ run_id: null, note: 'no reply' }] }],
  });
});

test('several runs are not retried unasked, whatever the form of the output', async () => {
  await using project = openCliProject({ noop: taskSource('') });
  const ids: string[] = [];
  for (let count = 0; count < 2; count++) {
    const { stdout } = await project.vfjobs(['run', 'task:noop', '--json']);
    ids.push(JSON.parse(stdout).run_id);
  }
  for (const form of [[], ['--json']]) {
    const refused = await project.vfjobs(['retry', ...ids, ...form]);
    expect(refused.exitCode).not.toBe(0);
    expect(refused.stderr).toContain('Start 2 runs again?');
  }
  const { stdout } = await project.vfjobs(['runs', '--json']);
  expect(JSON.parse(stdout).data).toHaveLength(2);
  const done = await project.vfjobs(['retry', ...ids, '--yes']);
  expect(done.stdout.trim().split('\n')).toHaveLength(2);
});
