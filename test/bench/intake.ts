import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createClient } from '../../src/client/create-client.ts';
import type { RunEvent } from '../../src/model/event.ts';
import { logPrefixLength } from '../../src/model/log.ts';
import { makeTempDir } from '../helpers/temp-dir.ts';
import { taskSource } from '../helpers/temp-project.ts';
import { type BenchProject, openBenchProject } from './bench-project.ts';
import type { Bench } from './measurement.ts';

const megabytes = 40;
const events = 8000;
const line = `${'x'.repeat(99)}\n`;
/** Each line gets its prefix. */
const keptBytes = megabytes * 10_000 * (line.length + logPrefixLength);

/** Not before the watcher follows the run. */
const wait = `
  const { existsSync } = await import('node:fs');
  while (!existsSync('go')) await new Promise((resolve) => setTimeout(resolve, 2));`;
const print = `
  const some = ${JSON.stringify(line)}.repeat(100);
  for (let i = 0; i < ${megabytes * 100}; i++) process.stdout.write(some);`;
const send = `
  for (let i = 0; i < ${events}; i++) {
    ctx.event('step', { i });
    if (i % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }`;

export const intake: Bench = {
  name: 'intake',
  about: `${megabytes} MB of log and ${events} events of one run each, until a watcher that follows the run was told of all`,
  async measure({ nodeFloor, say }) {
    await using project = await openBenchProject({
      prints: taskSource(wait + print),
      sends: taskSource(wait + send),
    });
    const bare = await timeOfPrinting();
    const log = await followed(project, 'task:prints', ({ logBytes }) => logBytes >= keptBytes);
    const told = await followed(project, 'task:sends', (seen) => seen.events >= events);
    const perSecond = (events * 1000) / told;
    say(
      `${((megabytes * 1000) / log).toFixed(0)} MB/s of log (a file alone: ${((megabytes * 1000) / bare).toFixed(0)})`,
    );
    say(`${Math.round(perSecond)} events a second`);
    return [
      { name: 'log taken in and told / written to a file alone, time', unit: 'x', value: log / bare },
      {
        name: 'events taken in and told / node boots, per second',
        unit: 'x',
        value: (perSecond * (await nodeFloor())) / 1000,
        min: 40,
      },
    ];
  },
};

interface Seen {
  readonly logBytes: number;
  readonly events: number;
}

/**
 * Milliseconds until a watcher has seen enough of a run. It behaves as a console does: it follows the
 * run, and reads the end of the log whenever that has grown.
 */
async function followed(
  { dir, server, create }: BenchProject,
  target: string,
  enough: (seen: Seen) => boolean,
): Promise<number> {
  const client = createClient({ apiUrl: server.api_url, token: server.token, project: server.project_id });
  const runId = await create(target);
  const { promise: seenEnough, resolve } = Promise.withResolvers<void>();
  const { promise: following, resolve: follows } = Promise.withResolvers<void>();
  let seen: Seen = { logBytes: 0, events: 0 };
  let reading: Promise<unknown> | null = null;
  const learn = (more: Partial<Seen>) => {
    seen = { ...seen, ...more };
    if (enough(seen)) resolve();
  };
  const ids = new Set<number>();
  const take = (told: readonly RunEvent[]) => {
    for (const { type, id } of told) if (type === 'step') ids.add(id);
    learn({ events: ids.size });
  };
  /** For events that were not told one by one, because there were too many of them. */
  const readEvents = async () => {
    for (let last = 0; ; ) {
      const page = await client.runs.events(runId, last, 500);
      take(page);
      last = page.at(-1)?.id ?? last;
      if (page.length < 500) return;
    }
  };
  const readEnd = () => {
    reading ??= client.runs.log(runId, -8192, 8192).finally(() => {
      reading = null;
    });
  };
  const watch = client.watch({
    onRuns: () => undefined,
    onLink: () => undefined,
    onResync() {
      follows();
      // It may still read when enough was seen and the client is closed.
      readEvents().catch(() => undefined);
    },
    onFollowed: () => follows(),
    onEvents: (_, told) => take(told),
    onLog(_, logBytes) {
      learn({ logBytes });
      readEnd();
    },
  });
  watch.follow([runId]);
  await following;
  const began = performance.now();
  writeFileSync(`${dir}/go`, '');
  await seenEnough;
  const took = performance.now() - began;
  rmSync(`${dir}/go`);
  watch.close();
  await reading;
  await client.close();
  return took;
}

/** Milliseconds that printing the same into a file takes, from the start of the process. */
async function timeOfPrinting(): Promise<number> {
  using dir = makeTempDir('bench');
  const file = openSync(`${dir.path}/log`, 'w');
  const began = performance.now();
  const child = spawn(process.execPath, ['-e', print], { stdio: ['ignore', file, 'ignore'] });
  await once(child, 'exit');
  closeSync(file);
  return performance.now() - began;
}
