import type { JsonValue } from '../../lib/json.ts';
import type { Batch } from '../../model/batch.ts';
import { UserError } from '../../model/errors.ts';
import type { Page, PageRequest } from '../../model/page.ts';
import { runStatuses } from '../../model/run-status.ts';
import { pageOf } from '../cursor.ts';
import type { QueueParts } from '../queue/queue-parts.ts';
import type { BatchMember } from '../storage/batch-members.ts';
import { ingestBatchResult } from './ingest-batch-result.ts';

/** The only target whose batches have a result (contract section 3.14). */
const ingestTarget = 'task:knowledge-ingest';

/** Runs that are in memory at once while a result is made. */
const pageSize = 200;

/** Results that are remembered. */
const maxKnown = 20;

/** What the executor tells of batches. */
export interface BatchReader {
  listBatches(page: PageRequest): Page<Batch>;
  /** @throws UserError `not-found` */
  getBatch(id: string): Batch;
}

export function createBatchReader({ storage, clock }: Pick<QueueParts, 'storage' | 'clock'>): BatchReader {
  const { batches, batchMembers } = storage;
  const known = new Map<string, { readonly stamp: string; readonly result: JsonValue }>();

  /** Made anew only when a run of the batch has moved since: it reads all of them. */
  const resultOf = (batch: Batch): JsonValue => {
    if (batch.target !== ingestTarget) return null;
    const stamp = `${batch.updatedAt} ${Object.values(batch.counts).join()}`;
    const before = known.get(batch.id);
    known.delete(batch.id);
    const result = before?.stamp === stamp ? before.result : ingestBatchResult(membersOf(batch.id));
    known.set(batch.id, { stamp, result });
    for (const id of known.keys()) if (known.size > maxKnown) known.delete(id);
    return result;
  };

  function* membersOf(id: string): Generator<BatchMember> {
    for (const status of runStatuses) {
      let after = 0;
      for (;;) {
        const page = batchMembers.page(id, status, after, pageSize);
        yield* page;
        after = page.at(-1)?.position ?? after;
        if (page.length < pageSize) break;
      }
    }
  }

  return {
    listBatches: (page) =>
      pageOf(page, (before, limit) =>
        batches.list(before, limit, clock.now()).map(({ batch, position }) => ({ item: batch, position })),
      ),
    getBatch(id) {
      const batch = batches.get(id.toLowerCase(), clock.now());
      if (batch !== null) return { ...batch, result: resultOf(batch) };
      throw new UserError('not-found', `There is no batch ${JSON.stringify(id.slice(0, 128))}`, {
        fix: 'See the batches with `vfjobs batches`; a batch is named by its whole id.',
      });
    },
  };
}
