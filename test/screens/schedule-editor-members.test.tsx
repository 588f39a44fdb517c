import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import { open } from '../../screens/navigate.ts';
import type { Schedule } from '../../src/model/schedule.ts';
import { focusedOn } from '../../src/store/schedule-editor/editor-state.ts';
import type { EditorField } from '../../src/store/schedule-editor/field.ts';
import { changeEditor } from '../../src/store/schedule-editor/open-editor.ts';
import { openInProcess } from '../helpers/console-in-process.tsx';
import { sampleSchedule } from '../helpers/sample-schedule.ts';
import { type Seed, seededClient } from '../helpers/seeded-client.ts';
import { seededNow, seededTargets } from '../helpers/seeded-data.ts';

const backup = sampleSchedule({ id: '0198c0de-0000-7000-8000-00000000f002', name: 'nightly-backup' });
const docs = sampleSchedule({ id: '0198c0de-0000-7000-8000-00000000f003', name: 'embed-docs' });
/** Everything that may be set is set. */
const full = sampleSchedule({
  name: 'every-15m-invoices',
  target: 'task:sync-stripe-invoices',
  when: '*/15 * * * *',
  timezone: 'Europe/Stockholm',
  version: 12,
  missedPolicy: 'all',
  missedMaxAgeSeconds: 7_200,
  jitterSeconds: 60,
  maxRuns: 9,
  maxStalenessSeconds: 93_600,
  config: { since: 'P1D' },
  startAt: '2026-11-01T00:00:00.000Z',
  endAt: '2027-11-01T00:00:00.000Z',
  dependsOn: [backup.id],
  status: 'paused',
  pausedReason: 'too loud',
  pausedUntil: '2026-12-01T00:00:00.000Z',
  note: 'was hourly',
  environmentId: 'env-1',
});
const ongoing = { ...full, kind: 'ongoing' as const, when: 'PT30S', until: 'output.left == 0' };

async function openedOn(
  field: EditorField,
  base: Schedule = full,
  options: { readonly seed?: Partial<Seed>; readonly columns?: number; readonly rows?: number } = {},
) {
  const schedules = [base, backup, docs];
  const client = seededClient({ runs: [], schedules, targets: seededTargets(), ...options.seed });
  const { columns = 190, rows = 60 } = options;
  const console = openInProcess({ client, now: seededNow, columns, rows });
  await console.see('LIVE');
  await console.press('3');
  await console.see('embed-docs');
  open(console.parts, { screen: 'schedule-editor', scheduleId: base.id });
  await console.see(/> edit/);
  await console.see(/NEXT FIRES/);
  changeEditor(console.parts.model, base.id, (editor) => focusedOn(editor, field));
  return Object.assign(console, { client });
}

type Case = readonly [
  field: EditorField,
  typed: string,
  change: string,
  sent: Record<string, unknown>,
  base: Schedule | null,
];

const typedCases: readonly Case[] = [
  ['name', 'invoices', 'name  every-15m-invoices -> invoices', { name: 'invoices' }, null],
  ['target', 'task:embed-docs', '-> task:embed-docs', { target: 'task:embed-docs' }, null],
  ['when', ' 0  2 * * * ', 'cron  */15 * * * * ->  0  2 * * *', { when: ' 0  2 * * * ' }, null],
  ['timezone', 'UTC', 'timezone  Europe/Stockholm -> UTC', { timezone: 'UTC' }, null],
  ['maxAge', '90m', 'not older than  2h -> 90m', { missedMaxAgeSeconds: 5_400 }, null],
  ['jitter', 'PT2M', 'spread (jitter)  1m -> PT2M', { jitterSeconds: 120 }, null],
  ['timeout', '10m', 'timeout  5m -> 10m', { timeoutSeconds: 600 }, null],
  ['retries', '0', 'retries  3 -> 0', { backoffLimit: 0 }, null],
  ['maxRuns', '10', 'stop after runs  9 -> 10', { maxRuns: 10 }, null],
  ['staleness', '30h', 'unhealthy after  26h -> 30h', { maxStalenessSeconds: 108_000 }, null],
  [
    'config',
    '{"since":"P2D"}',
    'input  {"since":"P1D"} -> {"since":"P2D"}',
    { config: { since: 'P2D' } },
    null,
  ],
  ['start', '2026-11-02T00:00:00+01:00', 'not before  2026', { startAt: '2026-11-01T23:00:00.000Z' }, null],
  ['end', '2027-12-01T00:00Z', 'not after  2027', { endAt: '2027-12-01T00:00:00.000Z' }, null],
  [
    'dependsOn',
    'embed-docs, nightly-backup',
    'waits for  nightly-backup -> embed-docs, nightly-backup',
    { dependsOn: [docs.id, backup.id] },
    null,
  ],
  [
    'pausedUntil',
    '2026-12-02T00:00Z',
    'paused until  2026',
    { pausedUntil: '2026-12-02T00:00:00.000Z' },
    null,
  ],
  ['pausedReason', 'too  quiet', 'because  too loud -> too  quiet', { pausedReason: 'too  quiet' }, null],
  ['note', ' was  daily ', 'note  was hourly ->  was  daily', { note: ' was  daily ' }, null],
  ['until', 'runs > 3', 'until  output.left == 0 -> runs > 3', { until: 'runs > 3' }, ongoing],
];

const clearedCases: readonly Case[] = [
  ['maxAge', '', 'not older than  2h -> -', { missedMaxAgeSeconds: null }, null],
  ['jitter', '', 'spread (jitter)  1m -> -', { jitterSeconds: null }, null],
  ['maxRuns', '', 'stop after runs  9 -> -', { maxRuns: null }, null],
  ['staleness', '', 'unhealthy after  26h -> -', { maxStalenessSeconds: null }, null],
  ['start', '', '-> -', { startAt: null }, null],
  ['end', '', '-> -', { endAt: null }, null],
  ['dependsOn', '', 'waits for  nightly-backup -> -', { dependsOn: [] }, null],
  ['pausedUntil', '', '-> -', { pausedUntil: null }, null],
  ['pausedReason', '', 'because  too loud -> -', { pausedReason: null }, null],
  ['note', '', 'note  was hourly -> -', { note: null }, null],
  ['until', '', 'until  output.left == 0 -> -', { until: null }, ongoing],
];

describe('an edit of one line is shown, and is all that arrives', () => {
  test.each<Case>([...typedCases, ...clearedCases])('%s: %j', async (field, typed, change, sent, other) => {
    const base = other ?? full;
    using console = await openedOn(field, base);
    await console.press('ctrl-u');
    if (typed !== '') await console.type(typed);
    await console.see(change);
    await console.press('ctrl-s');
    const asked = /type (\d+) to confirm/.exec(await console.see('Save the schedule'))?.[1];
    if (asked === undefined) await console.press('y');
    else {
      await console.type(asked);
      await console.press('enter');
    }
    await console.see('WHEN');
    expect(console.client.acts).toEqual([`update ${base.id} ${JSON.stringify(sent)}`]);
  });

  test.each<Case>([
    ['overlap', 'right', 'if still running  Forbid -> Replace', { concurrencyPolicy: 'Replace' }, null],
    ['missed', 'left', 'if fires missed  all -> latest', { missedPolicy: 'latest' }, null],
    ['status', 'left', 'status  paused -> active', { status: 'active' }, null],
  ])('%s: chosen with %s', async (field, key, change, sent) => {
    using console = await openedOn(field);
    await console.press(key);
    await console.see(change);
    await console.press('ctrl-s');
    await console.see('Save the schedule');
    await console.press('y');
    await console.see('WHEN');
    expect(console.client.acts).toEqual([`update ${full.id} ${JSON.stringify(sent)}`]);
  });
});

describe('what it waits for', () => {
  test('is shown by name, offered, and refused where nothing is called so', async () => {
    using console = await openedOn('note');
    await console.see(/waits for +nightly-backup/);
    await console.see('environment env-1');
    changeEditor(console.parts.model, full.id, (editor) => focusedOn(editor, 'dependsOn'));
    await console.type(', emb');
    await console.see('x “emb” is no schedule');
    await console.see('^T embed-docs');
    await console.press('enter');
    expect(await console.see('waits for  nightly-backup -> nightly-backup, embed-docs')).not.toContain('x “');
  });
});

describe('timeout, retries and the number of runs', () => {
  test('stand in one row, each with its own cursor and problem', async () => {
    using console = await openedOn('timeout', { ...full, maxRuns: null }, { columns: 120, rows: 36 });
    await console.see('>timeout 5m      retries 3     stop after runs -');
    await console.press('enter');
    await console.type('00');
    await console.see(/ timeout 5m +>retries 300 +stop after runs -/);
    await console.see('x a number from 0 to 100');
    await console.press('enter');
    await console.type('12');
    await console.see(/\*retries 300 +>stop after runs 12/);
  });

  test('have rows of their own where there is no room, or much is typed', async () => {
    using console = await openedOn('timeout', { ...full, maxRuns: null }, { columns: 120, rows: 36 });
    await console.type('  and much more');
    await console.see(/>timeout +5m {2}and much more/);
    await console.see(/stop after runs {2}- no limit -/);
  });
});
