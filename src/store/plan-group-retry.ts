import type { Client } from '../client/client.ts';
import { isoTime } from '../lib/clock.ts';
import type { RunStatus } from '../model/run-status.ts';
import { type SlimRun, slimRun } from '../model/slim-run.ts';
import type { RetryPlan } from './plan-batch-retry.ts';

const pageSize = 100;
/** Pages of later runs that are looked at for each target. */
const maxPages = 20;
/** Targets whose later runs are looked at. */
const maxTargets = 10;

/** What became of the work of failed runs since: later runs, by what they repeat and by what they were given. */
interface Since {
  /** Failed runs that a later one repeats, which has ended well or has not ended. */
  readonly repeated: Set<string>;
  /** When work with this hash was taken up last, well or not ended yet, epoch ms. */
  readonly well: Map<string, number>;
  /** There were more later runs than were looked at. */
  readonly isSample: boolean;
}

/**
 * Which of failed runs are worth another try, asked of the server: not those whose work ended well since or is under
 * way again, and of the runs of one schedule that were given the same only the newest.
 * @param runs newest failure first
 * @throws UserError as the client does
 */
export async function planGroupRetry(
  client: Client,
  runs: readonly SlimRun[],
): Promise<RetryPlan & { readonly isSample: boolean }> {
  const since = await readSince(client, runs);
  const taken: SlimRun[] = [];
  const schedules = new Set<string>();
  let well = 0;
  let same = 0;
  for (const run of runs) {
    const work =
      run.scheduleId === null || run.givenHash === null ? null : `${run.scheduleId} ${run.givenHash}`;
    if (since.repeated.has(run.id) || isWell(run, since)) well++;
    else if (work !== null && schedules.has(work)) same++;
    else taken.push(run);
    if (work !== null) schedules.add(work);
  }
  return {
    runs: taken,
    leftOut: [
      { count: well, reason: 'ended well since, or are under way again' },
      { count: same, reason: 'are older ones of a schedule: its newest is enough' },
    ].filter(({ count }) => count > 0),
    isSample: since.isSample,
  };
}

function isWell(run: SlimRun, { well }: Since): boolean {
  return run.givenHash !== null && (well.get(run.givenHash) ?? 0) > run.createdAt;
}

const goodStatuses: readonly RunStatus[] = ['completed', 'running', 'waiting', 'pending'];

async function readSince(client: Client, runs: readonly SlimRun[]): Promise<Since> {
  const since = { repeated: new Set<string>(), well: new Map<string, number>(), isSample: false };
  const targets = [...new Set(runs.map(({ target }) => target))];
  if (targets.length > maxTargets) since.isSample = true;
  for (const target of targets.slice(0, maxTargets)) {
    const oldest = runs.reduce(
      (at, run) => (run.target === target ? Math.min(at, run.createdAt) : at),
      Infinity,
    );
    if (await readLater(client, target, oldest, since)) since.isSample = true;
  }
  return since;
}

/** @returns whether there were more than were looked at */
async function readLater(client: Client, target: string, oldest: number, since: Since): Promise<boolean> {
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const filter = { target, statuses: goodStatuses, since: isoTime(oldest) };
    const { items, nextCursor } = await client.runs.list(filter, { cursor, limit: pageSize });
    for (const run of items) {
      const { retryOf, givenHash, createdAt } = slimRun(run);
      if (retryOf !== null) since.repeated.add(retryOf);
      if (givenHash !== null) since.well.set(givenHash, Math.max(createdAt, since.well.get(givenHash) ?? 0));
    }
    if (nextCursor === null) return false;
    cursor = nextCursor;
  }
  return true;
}
