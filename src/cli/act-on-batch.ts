import { batchToWire } from '../api/batch.ts';
import type { BatchChange, Client } from '../client/client.ts';
import type { Batch } from '../model/batch.ts';
import { confirm } from './confirm.ts';
import type { Output } from './output.ts';
import { batchRow, countsOf } from './print-batch.ts';
import { createStatusLine } from './status-line.ts';

/** One thing that is done to all runs of a batch which it concerns. */
export interface BatchWork {
  /** What it is called with a number before "runs": `Cancel`. */
  readonly verb: string;
  /** What has become of the runs it changed: `cancelled`. */
  readonly done: string;
  /** How many runs it will change, as far as the counts tell. */
  readonly concerned: (batch: Batch) => number;
  readonly act: (client: Client, id: string) => Promise<BatchChange>;
}

const lookMs = 500;

/**
 * Asks with the number of runs, does it, and shows how the counts move meanwhile.
 * @param yes go ahead without asking
 */
export async function actOnBatch(
  client: Client,
  id: string,
  work: BatchWork,
  output: Output,
  yes: boolean,
): Promise<void> {
  const batch = await client.batches.get(id);
  const concerned = work.concerned(batch);
  const leave = (why: string) =>
    output.json ? output.value({ changed: 0, batch: batchToWire(batch) }) : output.note(why);
  if (concerned === 0) return leave(`Nothing to do: ${countsOf(batch)}.`);
  const question = `${work.verb} ${concerned} ${concerned === 1 ? 'run' : 'runs'} of batch ${batch.id}?`;
  if (!(await confirm(question, yes))) return leave('Nothing was changed.');
  const { changed, batch: after } = await watching(client, batch.id, output, () =>
    work.act(client, batch.id),
  );
  if (output.json) return output.value({ changed, batch: batchToWire(after) });
  output.line(`${changed} ${changed === 1 ? 'run' : 'runs'} ${work.done}`);
  await output.table([batchRow(after, Date.now())]);
}

/** The counts of the batch on one line that is drawn over itself, while the work is under way. */
async function watching<T>(client: Client, id: string, output: Output, work: () => Promise<T>): Promise<T> {
  const line = createStatusLine(process.stderr, !output.json);
  const timer = setInterval(() => {
    // A look that fails is not worth a word: the work itself says what is wrong.
    client.batches.get(id).then(
      (batch) => line.show(countsOf(batch)),
      () => undefined,
    );
  }, lookMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    line.clear();
  }
}
