import { batchFromWire } from '../api/batch.ts';
import type { Batch } from '../model/batch.ts';
import { triesOfRepeatable } from './call.ts';
import type { Client } from './client.ts';
import { type RunCallsBase, requireAbility } from './run-calls.ts';

type Base = Pick<RunCallsBase, 'project' | 'call' | 'capabilities'>;

/** Thousands of runs are changed in groups, each on disk before the next. */
const actionTimeoutMs = 300_000;

export function createBatchCalls(base: Base): Client['batches'] {
  const { call, project } = base;
  const get = async (id: string) =>
    batchFromWire(await call('batches.get', { params: { project, batch: id } }));
  return {
    get,
    async list(page) {
      await requireAbility(base, 'batchList');
      const { data, page_info: info } = await call('batches.list', { params: { project }, query: page });
      return { items: data.map(batchFromWire), nextCursor: info.next };
    },
    async cancel(id) {
      if ((await base.capabilities()).abilities.batchActions !== true) return cancelEach(base, id, get);
      // Cancelling twice is the same as once.
      const limits = { tries: triesOfRepeatable, timeoutMs: actionTimeoutMs };
      const { changed, batch } = await call('batches.cancel', { params: { project, batch: id }, ...limits });
      return { changed, batch: batchFromWire(batch) };
    },
    async retry(id) {
      await requireAbility(base, 'batchActions');
      const params = { project, batch: id };
      const { changed, batch } = await call('batches.retry', { params, timeoutMs: actionTimeoutMs });
      return { changed, batch: batchFromWire(batch) };
    },
  };
}

/** For servers that cancel single jobs only: one after the other, so that others get their turn. */
async function cancelEach({ call, project }: Base, batch: string, get: (id: string) => Promise<Batch>) {
  let changed = 0;
  for (const status of ['submitted', 'working'] as const) {
    let cursor: string | undefined;
    do {
      const query = { status, limit: 100, cursor };
      const { data, page_info: info } = await call('batches.jobs', { params: { project, batch }, query });
      for (const { id } of data) {
        await call('jobs.cancel', { params: { project, job: id }, tries: triesOfRepeatable });
        changed++;
      }
      cursor = info.next ?? undefined;
    } while (cursor !== undefined);
  }
  return { changed, batch: await get(batch) };
}
