import { type ChildrenState, putChildren } from './children-state.ts';
import type { ConsoleModel } from './console-model.ts';
import { patchDetail } from './console-state.ts';
import { problemOf } from './problem.ts';

const pageSize = 100;
/** Pages that are looked through for children. */
const maxPages = 10;

/** Looks for the children of the shown run among the runs that the server has had since it was created. */
export async function readChildren(model: ConsoleModel): Promise<void> {
  const { detail, connection } = model.store.getState();
  const { client } = connection;
  if (detail === null || detail.run === null || client === null) return;
  if (detail.children.looked === 'reading') return;
  const { id, createdAt: since } = detail.run;
  patchDetail(model.store, id, { children: { ...detail.children, looked: 'reading', problem: null } });
  let cursor: string | null | undefined;
  let seen = 0;
  try {
    for (let page = 0; page < maxPages && cursor !== null; page++) {
      const { items, nextCursor } = await client.runs.list(
        { since },
        { limit: pageSize, cursor: cursor ?? undefined },
      );
      const now = model.store.getState().detail;
      if (now?.runId !== id) return;
      cursor = nextCursor;
      seen += items.length;
      patchDetail(model.store, id, { children: { ...putChildren(now.children, id, items), seen } });
    }
    finish(model, id, { isCut: cursor !== null && cursor !== undefined });
  } catch (thrown) {
    finish(model, id, { problem: problemOf(thrown) });
  }
}

function finish(model: ConsoleModel, id: string, change: Partial<ChildrenState>): void {
  const { detail } = model.store.getState();
  if (detail?.runId !== id) return;
  patchDetail(model.store, id, { children: { ...detail.children, looked: 'asked', ...change } });
}
