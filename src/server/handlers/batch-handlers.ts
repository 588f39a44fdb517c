import { batchToWire } from '../../api/batch.ts';
import { jobFilterFromQuery, jobListItemToWire } from '../../api/job.ts';
import { listToWire } from '../../api/page.ts';
import type { BatchAction, Executor } from '../../executor/executor.ts';
import type { HandlersOf } from '../handler.ts';

export function batchHandlers(executor: Executor): HandlersOf<'batches'> {
  return {
    'batches.list': ({ query }) => listToWire(executor.listBatches(query), batchToWire),
    'batches.get': ({ params }) => batchToWire(executor.getBatch(params.batch)),
    'batches.cancel': async ({ params, caller }) =>
      actionToWire(await executor.cancelBatch(params.batch, caller.actor)),
    'batches.retry': async ({ params }) => actionToWire(await executor.retryBatch(params.batch)),
    'batches.jobs'({ params, query }) {
      const batchId = executor.getBatch(params.batch).id;
      return listToWire(
        executor.listRuns({ ...jobFilterFromQuery(query), batchId }, query),
        jobListItemToWire,
      );
    },
  };
}

function actionToWire({ changed, batch }: BatchAction) {
  return { changed, batch: batchToWire(batch) };
}
