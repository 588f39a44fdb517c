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

/** While runs of a batch are active, its result may be so many times as old as making it takes. */
const costFactor = 20;

interface KnownResult {
  /** Differs when a run of the batch has moved. */
  readonly stamp: string;
  readonly result: JsonValue;
  /** Epoch milliseconds. */
  readonly believedUntil: number;
}

/** What the executor tells of batches. */
export interface BatchReader {
  listBatches(page: PageRequest): Page<Batch>;
  /** @throws UserError `not-found` */
  getBatch(id: string): Batch;
}

export function createBatchReader({ storage, clock }: Pick<QueueParts, 'storage' | 'clock'>): BatchReader {
  const { batches, batchMembers } = storage;
  const known = new Map<string, KnownResult>();

  /** Made anew only when a run of the batch has moved since, and not all the time: it reads all of them. */
  const resultOf = (batch: Batch): JsonValue => {
    if (batch.target !== ingestTarget) return null;
    const stamp = `${batch.updatedAt} ${Object.values(batch.counts).join()}`;
    const before = known.get(batch.id);
    if (before?.stamp === stamp) return before.result;
    if (before !== undefined && isActive(batch) && clock.now() < before.believedUntil) return before.result;
    const startedAt = performance.now();
    const result = ingestBatchResult(membersOf(batch.id));
    const believedUntil = clock.now() + (performance.now() - startedAt) * costFactor;
    known.delete(batch.id);
    known.set(batch.id, { stamp, result, believedUntil });
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

function isActive({ counts }: Batch): boolean {
  return counts.pending + counts.running + counts.waiting > 0;
}
