import { listToWire } from '../../api/page.ts';
import type { Executor } from '../../executor/executor.ts';
import type { HandlersOf } from '../handler.ts';

const defaultFiles = 100;

/** Files that the ingest reads and writes. */
export function fileHandlers({ files }: Pick<Executor, 'files'>): HandlersOf<'files'> {
  return {
    async 'files.list'({ query }) {
      const page = await files.listFiles({
        pattern: query.pattern,
        sortBy: query.sort_by ?? 'updated_at',
        newestFirst: query.sort_order !== 'asc',
        limit: query.limit ?? defaultFiles,
        cursor: query.cursor,
      });
      const list = listToWire(page, ({ path, size, createdAt, updatedAt }) => ({
        path,
        size,
        created_at: createdAt,
        updated_at: updatedAt,
      }));
      return { ...list, _links: { self: null, next: null } };
    },
    async 'files.write'({ params, body }) {
      const { path } = await files.writeKnowledge(params.file, body.content);
      return { path };
    },
  };
}
