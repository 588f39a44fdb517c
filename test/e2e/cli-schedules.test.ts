import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CliProject, lastJson, openCliProject } from '../helpers/cli-project.ts';
import { startHttpProxy } from '../helpers/http-proxy.ts';
import { startScheduleApi, wireScheduleOf } from '../helpers/schedule-api.ts';

const tasks = { 'hello.ts': 'export default { id: "hello", async run() { return { left: 0 }; } };' };

/** Makes a schedule of `hello` by a cron. */
const nightly = (name: string) => ['schedules', 'create', name, '--target', 'hello', '--cron', '30 2 * * *'];

let project: CliProject;
beforeAll(() => {
  project = openCliProject(tasks);
});
afterAll(() => project[Symbol.asyncDispose]());

test('words are told with their cron and next fires, and become a schedule', async () => {
  const words = ['--when', 'every weekday at 7:30', '--tz', 'Europe/Stockholm'];
  const made = await project.vfjobs(['schedules', 'create', 'morning', '--target', 'hello', ...words]);
  expect(made).toMatchObject({ exitCode: 0 });
  expect(made.stderr).toContain('every weekday at 7:30  ->  30 7 * * 1-5  (At 07:30, Monday through Friday)');
  expect(made.stderr).toMatch(/next {8}\w{3} \d{4}-\d\d-\d\d 07:30/);
  const shown = await project.vfjobs(['cron', 'show', 'morning', '--json']);
  expect(lastJson(shown.stdout)).toMatchObject({
    id: made.stdout.trim(),
    name: 'morning',
    schedule: '30 7 * * 1-5',
    timezone: 'Europe/Stockholm',
    target: { kind: 'task', id: 'hello' },
  });
  const listed = await project.vfjobs(['schedules', 'ls']);
  expect(listed.stdout).toMatch(/morning +active +30 7 \* \* 1-5 +Europe\/Stockholm +task:hello/);
});

test('every setting that flags say is kept', async () => {
  const flags =
    '--overlap replace --missed latest --max-age 2h --jitter 5m --timeout 5m --retries 1 --unhealthy-after 26h --max-runs 9';
  const times = ['--start', '2030-01-01', '--end', '2031-01-01T00:00Z', '--tz', 'Europe/Stockholm'];
  const more = ['--config', '{"a":1}', '--note', 'the first', '--paused', '--reason', 'not yet'];
  const made = await project.vfjobs([
    ...nightly('settings'),
    ...flags.split(' '),
    ...times,
    ...more,
    '--json',
  ]);
  expect(lastJson(made.stdout)).toMatchObject({
    concurrency_policy: 'Replace',
    missed_policy: 'latest',
    missed_max_age_seconds: 7200,
    jitter_seconds: 300,
    timeout_seconds: 300,
    backoff_limit: 1,
    health: { maxStalenessSeconds: 93_600 },
    max_runs: 9,
    start_at: '2029-12-31T23:00:00.000Z',
    end_at: '2031-01-01T00:00:00.000Z',
    config: { a: 1 },
    note: 'the first',
    status: 'paused',
    paused_reason: 'not yet',
  });
  const cleared = ['--jitter', '', '--note', '', '--max-age', '', '--max-runs', '', '--end', ''];
  const edited = await project.vfjobs(['schedules', 'edit', 'settings', ...cleared, '--json']);
  expect(lastJson(edited.stdout)).toMatchObject({
    jitter_seconds: 0,
    note: null,
    missed_max_age_seconds: null,
    max_runs: null,
    end_at: null,
    timeout_seconds: 300,
  });
});

test('a dry run makes nothing, a wrong cron is marked, and words that are refused name what is near', async () => {
  const dry = await project.vfjobs([...nightly('dry'), '--dry-run']);
  expect(dry).toMatchObject({ exitCode: 0 });
  expect(dry.stdout).toContain('365 fires in the next 365 days');
  const create = ['schedules', 'create', 'x', '--target', 'hello'];
  const wrong = await project.vfjobs([...create, '--cron', '0 25 * * *']);
  expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
  expect(wrong.stderr).toContain('  0 25 * * *\n    ^^\nvfjobs: hour: 25');
  const refused = await project.vfjobs([...create, '--when', 'first monday of the month at 9']);
  expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
  expect(refused.stderr).toContain("Nearest: --cron '0 9 * * 1' (At 09:00, only on Monday)");
  const lost = await project.vfjobs(['schedules', 'create', 'x', '--target', 'nope', '--cron', '0 2 * * *']);
  expect(lost.exitCode).toBe(2);
  expect(lost.stderr).toContain('There is no target "task:nope"');
  expect((await project.vfjobs(['schedules', 'ls'])).stdout).not.toMatch(/dry|\bx\b/);
});

test('an edit tells the change and is refused when somebody else was there first', async () => {
  await project.vfjobs(['schedules', 'create', 'sync', 'hello', '--cron', '*/15 * * * *']);
  const edit = ['schedules', 'edit', 'sync', '--if-version', '1'];
  const change = [...edit, '--cron', '30 2 * * *', '--tz', 'Europe/Stockholm'];
  const asked = await project.vfjobs(change);
  expect(asked).toMatchObject({ exitCode: 2, stdout: '' });
  expect(asked.stderr).toContain('"Change how often "sync" fires: 96 a day -> 1?" needs an answer');
  expect(asked.stderr).toContain('Add --yes');
  const first = await project.vfjobs([...change, '--yes']);
  expect(first).toMatchObject({ exitCode: 0 });
  expect(first.stderr).toContain('cron            */15 * * * *  ->  30 2 * * *  (96 fires a day -> 1)');
  expect(first.stderr).toContain('02:30 does not exist');
  const second = await project.vfjobs([...edit, '--cron', '0 3 * * *']);
  expect(second).toMatchObject({ exitCode: 1, stdout: '' });
  expect(second.stderr).toContain('has changed since version 1');
  expect(second.stderr).toContain('--if-version 2');
  const dry = await project.vfjobs(['schedules', 'edit', 'sync', '--cron', '* * * * *', '--dry-run']);
  expect(dry.stdout).toContain('(1 fire a day -> 1,440)');
  const same = await project.vfjobs(['schedules', 'edit', 'sync', '--cron', '30 2 * * *']);
  expect(same).toMatchObject({ exitCode: 0, stdout: '' });
  expect(same.stderr).toContain('Nothing to change');
});

test('a schedule is paused, resumed, triggered, put away and brought back', async () => {
  const id = (await project.vfjobs(nightly('walked'))).stdout.trim();
  const on = async (...words: readonly string[]) => {
    const result = await project.vfjobs(['schedules', ...words]);
    expect(result).toMatchObject({ exitCode: 0 });
    return result;
  };
  expect((await on('pause', 'walked', '--reason', 'moved', '--until', '2h')).stdout).toContain(
    'is paused until',
  );
  expect((await on('show', id.slice(-8))).stdout).toMatch(/paused +since .*: moved/);
  expect((await on('resume', 'walked')).stderr).toContain('walked: nothing starts at once, next');
  const run = (await on('trigger', 'walked')).stdout.trim();
  const followed = await project.vfjobs(['show', run, '--json']);
  expect(lastJson(followed.stdout)).toMatchObject({ target: 'task:hello' });
  const refused = await project.vfjobs(['schedules', 'delete', 'walked']);
  expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
  expect(refused.stderr).toContain('Add --yes');
  await on('delete', 'walked', '--yes');
  expect((await on('ls')).stdout).not.toContain('walked');
  expect((await on('edit', id, '--active', '--dry-run')).stdout).toContain('It would be brought back.');
  expect((await on('ls')).stdout).not.toContain('walked');
  const both = await project.vfjobs(['schedules', 'edit', id, '--active', '--note', 'back']);
  expect(both).toMatchObject({ exitCode: 2, stdout: '' });
  expect(both.stderr).toContain('bring it back first');
  await on('edit', id, '--active');
  expect((await on('ls')).stdout).toContain('walked');
  expect((await on('cancel', 'walked', '--yes')).stdout).toContain('it fires no more');
  expect((await on('ls', '--state', 'cancelled')).stdout).toContain('walked');
});

test('a resume that starts runs at once asks first', async () => {
  const past = ['--missed', 'all', '--start', '2026-01-01', '--max-runs', '3'];
  await project.vfjobs(['schedules', 'create', 'late', 'hello', '--every', '1s', ...past, '--paused']);
  const passed = async () => {
    const told = await project.vfjobs(['schedules', 'resume', 'late', '--dry-run', '--json']);
    return (lastJson(told.stdout) as { starts_now: readonly string[] }).starts_now.length;
  };
  await expect.poll(passed, { timeout: 20_000 }).toBeGreaterThan(1);
  const asked = await project.vfjobs(['schedules', 'resume', 'late']);
  expect(asked).toMatchObject({ exitCode: 2, stdout: '' });
  expect(asked.stderr).toMatch(/"Resume "late" and start \d+ runs at once\?" needs an answer/);
  expect((await project.vfjobs(['schedules', 'show', 'late'])).stdout).toMatch(/state +paused/);
  const none = await project.vfjobs(['schedules', 'resume', 'late', '--missed', 'skip']);
  expect(none).toMatchObject({ exitCode: 0 });
  await project.vfjobs(['schedules', 'pause', 'late']);
  await expect.poll(passed, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(await project.vfjobs(['schedules', 'resume', 'late', '--yes'])).toMatchObject({ exitCode: 0 });
});

test('a reason for a pause needs a pause, and help is named where it is', async () => {
  const made = await project.vfjobs([...nightly('reasoned'), '--reason', 'moved']);
  expect(made).toMatchObject({ exitCode: 2, stdout: '' });
  expect(made.stderr).toContain('Add --paused.');
  const show = await project.vfjobs(['cron', 'show']);
  expect(show.stderr).toContain('See "vfjobs schedules show --help".');
  const bare = await project.vfjobs(['cron']);
  expect(bare.stderr).toContain('See "vfjobs schedules --help".');
});

test('slots of the past are told, then get their runs, and show them', async () => {
  await project.vfjobs(nightly('past'));
  const range = ['schedules', 'backfill', 'past', '--from', '2026-01-01', '--to', '2026-01-04'];
  const dry = await project.vfjobs([...range, '--dry-run']);
  expect(dry.stdout.trim().split('\n')).toHaveLength(3);
  expect(dry.stdout).toContain('2026-01-01T02:30:00.000Z');
  expect(await project.vfjobs(range)).toMatchObject({ exitCode: 2, stdout: '' });
  const made = await project.vfjobs([...range, '--yes', '--json']);
  const { run_ids: runs } = lastJson(made.stdout) as { run_ids: string[] };
  expect(runs).toHaveLength(3);
  const slots = await project.vfjobs(['schedules', 'slots', 'past', '--json']);
  expect(lastJson(slots.stdout)).toMatchObject({
    data: runs.toReversed().map((run) => ({ run_id: run, outcome: 'fired', cause: 'backfill' })),
  });
});

test('a cron is looked at without a server and without a project', async () => {
  const cwd = project.elsewhere;
  const rule = ['schedules', 'next', '--expr', '0 2 * * *', '--tz', 'Europe/Stockholm'];
  const told = await project.vfjobs([...rule, '--from', '2027-03-26'], { cwd, env: { TZ: 'Asia/Kolkata' } });
  expect(told).toMatchObject({ exitCode: 0, stderr: '' });
  expect(told.stdout).toMatch(/2 +Sat 2027-03-27 02:00 +Sat 2027-03-27 01:00 +Sat 2027-03-27 06:30/);
  expect(told.stdout).toContain('! clock change 2027-03-28 02:00 Europe/Stockholm');
  const json = await project.vfjobs([...rule, '--count', '1', '--from', '2027-01-01', '--json'], { cwd });
  expect(lastJson(json.stdout)).toMatchObject({
    schedule: '0 2 * * *',
    in_words: 'At 02:00',
    fires: ['2027-01-01T01:00:00.000Z'],
  });
  const wrong = await project.vfjobs(['cron', 'next', '--expr', '61 * * * *', '--json'], { cwd });
  expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
  expect(lastJson(wrong.stderr)).toMatchObject({
    error: { code: 'invalid', problems: [{ from: 0, to: 2 }] },
  });
  const zone = await project.vfjobs(['cron', 'next', '--expr', '0 2 * * *', '--tz', 'Europe/Stokholm'], {
    cwd,
  });
  expect(zone.stderr).toContain('did you mean Europe/Stockholm?');
});

test('names with escape sequences do not reach the terminal, and are completed', async () => {
  const hostile = 'night\u001b[31mly';
  await project.vfjobs(['schedules', 'create', hostile, 'hello', '--every', '90m']);
  const listed = await project.vfjobs(['schedules', 'ls']);
  expect(listed.stdout).toContain('nightly');
  expect(listed.stdout).not.toContain('\u001b');
  const id = listed.stdout.split('\n')[1]?.split(' ')[0] ?? '';
  const shown = await project.vfjobs(['schedules', 'show', id]);
  expect(shown.stdout).not.toContain('\u001b');
  expect(shown.stdout).toContain('Every 90 minutes');
  const completed = await project.vfjobs(['complete', '--', 'schedules', 'show', '']);
  expect(completed.stdout).toContain('nightly');
  const alias = await project.vfjobs(['complete', '--', 'cron', 'show', '']);
  expect(alias.stdout).toContain('nightly');
  const flag = await project.vfjobs(['complete', '--', 'cron', 'edit', '--t']);
  expect(flag.stdout).toContain('--tz');
});

test('what the verbs are called elsewhere is told', async () => {
  const { exitCode, stderr } = await project.vfjobs(['schedules', 'set', 'nightly', '--cron', '0 2 * * *']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('"vfjobs schedules edit nightly …"');
});

test('an answer to create that gets lost says to look before trying again', async () => {
  await using api = await startScheduleApi({ schedules: [wireScheduleOf(1)] });
  await using proxy = await startHttpProxy(api.apiUrl);
  proxy.loseAnswers(true);
  const made = await project.vfjobs(['--api-url', proxy.apiUrl, '--project', 'p', ...nightly('lost')], {
    env: { VERYFRONT_API_TOKEN: 't' },
  });
  expect(made).toMatchObject({ exitCode: 5, stdout: '' });
  expect(made.stderr).toContain('look with "vfjobs schedules ls" before you create it again');
});

test('what a server lacks is named', async () => {
  await using api = await startScheduleApi({ schedules: [wireScheduleOf(1), wireScheduleOf(2)] });
  const connection = ['--api-url', api.apiUrl, '--project', 'p'];
  const on = (...words: readonly string[]) =>
    project.vfjobs([...connection, 'schedules', ...words], { env: { VERYFRONT_API_TOKEN: 't' } });
  expect((await on('ls')).stdout).toContain('schedule-2');
  expect((await on('show', '000000001')).stdout).toMatch(/name +schedule-1/);
  expect(await on('show', '0000')).toMatchObject({ exitCode: 2 });
  expect((await on('trigger', 'schedule-1')).stdout).toBe('run-1\n');
  const next = await on('next', 'schedule-1');
  expect(next.stderr).toContain('This server does not tell when a schedule fires.');
  expect(next.stderr).toContain("--expr '*/15 * * * *' --tz Europe/Stockholm");
  expect((await on('slots', 'schedule-1')).stderr).toContain('what became of the slots');
  const edit = await on('edit', 'schedule-1', '--jitter', '5m');
  expect(edit).toMatchObject({ exitCode: 2, stdout: '' });
  expect(edit.stderr).toContain('no call that changes a schedule');
});
