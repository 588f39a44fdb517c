import { setTimeout as delay } from 'node:timers/promises';
import type { PtyProgram } from '../helpers/pty-program.ts';
import type { RemoteAttempt } from '../helpers/remote-task.ts';
import { type BenchProject, openBenchProject } from './bench-project.ts';
import { openLiveLog } from './live-log.ts';
import type { Bench } from './measurement.ts';
import { bytesUntil, trafficIn } from './screen-changes.ts';
import { median } from './statistics.ts';

const rounds = 9;
const tailedLength = 90;
/** The line as the pane shows it: behind its time. */
const shownLength = tailedLength + ' 21:33:43.971'.length;
const batch = 'b0000000-0000-4000-8000-0000000000f1';
const titleSeconds = 10;

export const placeBytes: Bench = {
  name: 'place-bytes',
  about:
    'bytes that the console writes at 120x40 for small changes in a batch, in the failures, in a run and in the title',
  async measure({ say }) {
    await using project = await openBenchProject();
    await project.seed(100, batch);
    const pty = await project.openConsole();
    const batches = await batchUpdates(project, pty);
    const failures = await failureUpdates(project, pty);
    const panes = await tailInPanes(project, pty);
    const title = await titleTraffic(project);
    for (const [name, bytes] of Object.entries({ batches, failures, ...panes, title })) {
      say(`${name}: ${bytes.join(' ')}`);
    }
    return [
      { name: 'bytes: a run of the open batch ends', unit: 'B', value: median(batches), max: 250 },
      { name: 'bytes: one more failure of a group', unit: 'B', value: median(failures), max: 150 },
      {
        name: 'bytes: event and log line side by side / their length',
        unit: 'x',
        value: median(panes.both) / tailedLength,
        max: 4,
      },
      {
        name: 'bytes: tailed line in one pane / as it is shown',
        unit: 'x',
        value: median(panes.alone) / shownLength,
        max: 1.5,
      },
      { name: 'title, quiet in a context: output', unit: 'B/s', value: title[0] ?? 0, max: 20 },
      { name: 'title, traffic in a context: output', unit: 'B/s', value: title[1] ?? 0, max: 200 },
    ];
  },
};

/** The counts, the bar, the heat strip and the row of a run, when the run ends. */
async function batchUpdates(project: BenchProject, pty: PtyProgram): Promise<number[]> {
  pty.press('2');
  await pty.waitFor('000000f1');
  pty.press('enter');
  await pty.waitFor('completed 100');
  return inRounds(async (round) => {
    const { attempt } = await project.remote(batch);
    await pty.waitFor('running 1');
    await pty.quiet();
    return bytesUntil(pty, () => attempt.finish(), `completed ${100 + round}`);
  });
}

/** Counts, share and ages of a group, and the head over all of them. */
async function failureUpdates(project: BenchProject, pty: PtyProgram): Promise<number[]> {
  const first = await project.remote();
  first.attempt.fail('HTTP 429 from host 0');
  await project.ended(first.runId);
  pty.press('escape', '5');
  await pty.waitFor('over all 1 failures');
  return inRounds(async (round) => {
    const { attempt } = await project.remote();
    await pty.quiet();
    return bytesUntil(
      pty,
      () => attempt.fail(`HTTP 429 from host ${round}`),
      `over all ${round + 1} failures`,
    );
  });
}

/** Lines come into full panes one after the other: into log and events side by side, then into the log alone. */
async function tailInPanes(project: BenchProject, pty: PtyProgram) {
  const { attempt } = await project.remote();
  pty.press('1', 'g');
  await pty.waitFor(/>.*running.*task:remote/);
  await openLiveLog(pty);
  for (let number = -60; number <= 0; number++) tell(attempt, number);
  await pty.waitFor((view) => hasBoth(view.text(), 0));
  await pty.quiet();
  const both = await inRounds((round) =>
    bytesUntil(
      pty,
      () => tell(attempt, round),
      (view) => hasBoth(view.text(), round),
    ),
  );
  pty.press('f');
  await pty.quiet();
  const alone = await inRounds((round) =>
    bytesUntil(pty, () => attempt.print(lineOf(100 + round)), `line-${100 + round} `),
  );
  attempt.finish();
  return { both, alone };
}

function tell(attempt: RemoteAttempt, number: number): void {
  attempt.print(lineOf(number));
  attempt.event(`event.number-${number}.`, null);
}

function hasBoth(text: string, number: number): boolean {
  return text.includes(`line-${number} `) && text.includes(`number-${number}.`);
}

function lineOf(number: number): string {
  return `${`line-${number} `.padEnd(tailedLength - 1, 'tail ')}\n`;
}

/** What a context far away costs by itself: bytes a second of a held-still list, and of one in which a run tells its progress. */
async function titleTraffic(project: BenchProject): Promise<readonly number[]> {
  const pty = await project.openConsole({ inContext: true });
  pty.press('t');
  await pty.waitFor(/net .*rtt/);
  await delay(3_000); // What the start has carried leaves the figures.
  const quiet = await trafficIn(pty, titleSeconds);
  const { attempt } = await project.remote();
  let done = 0;
  const timer = setInterval(() => attempt.progress(++done, 100), 1_000);
  await pty.waitFor('2/100');
  const busy = await trafficIn(pty, titleSeconds);
  clearInterval(timer);
  attempt.finish();
  return [quiet.bytes / titleSeconds, busy.bytes / titleSeconds];
}

async function inRounds(measure: (round: number) => Promise<number>): Promise<number[]> {
  const bytes: number[] = [];
  for (let round = 1; round <= rounds; round++) bytes.push(await measure(round));
  return bytes;
}
