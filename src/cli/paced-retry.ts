import { setTimeout as delay } from 'node:timers/promises';
import { InvalidArgumentError } from 'commander';
import type { BatchChange, Client } from '../client/client.ts';
import { UserError } from '../model/errors.ts';
import { repeatInBatch, wasCalledOff } from '../model/repeat-run.ts';

const pageSize = 100;
const maxPace = 6_000;

/** Parses a pace such as `20/min` or `20`; the answer is in runs per minute. */
export function pace(text: string): number {
  const perMinute = Number(/^(\d{1,4})(?:\/min)?$/.exec(text)?.[1] ?? 0);
  if (perMinute >= 1 && perMinute <= maxPace) return perMinute;
  throw new InvalidArgumentError(`It must be a number of runs per minute, such as 20/min, up to ${maxPace}.`);
}

/**
 * Starts the failed runs of a batch again, those that none repeats yet, so many a minute.
 * @throws UserError as the client does, with how many were started before
 */
export async function retryAtPace(client: Client, batchId: string, perMinute: number): Promise<BatchChange> {
  const failed = await failedOf(client, batchId);
  let changed = 0;
  try {
    for (const runId of failed) {
      if (changed > 0) await delay(60_000 / perMinute);
      const run = await client.runs.get(runId);
      await repeatInBatch(run, batchId, async (input) => ({ run: await client.runs.create(input) }));
      changed++;
    }
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    throw new UserError(thrown.kind, `${changed} of ${failed.length} were started, then: ${thrown.message}`, {
      fix: thrown.fix ?? 'Do it again: it goes on where it stopped, and starts none twice.',
      cause: thrown,
    });
  }
  return { changed, batch: await client.batches.get(batchId) };
}

/** Ids of the failed runs that no run of the batch repeats, oldest first. */
async function failedOf(client: Client, batchId: string): Promise<readonly string[]> {
  const failed: string[] = [];
  const repeated = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await client.runs.list({ batchId }, { cursor, limit: pageSize });
    for (const run of page.items) {
      if (run.status === 'failed') failed.push(run.id);
      if (run.retryOf !== null && !wasCalledOff(run)) repeated.add(run.retryOf);
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return failed.filter((id) => !repeated.has(id)).toReversed();
}
