import { basename } from 'node:path';
import type { Executor } from '../../executor/executor.ts';
import { maxUploadBytes } from '../../executor/project-files/max-upload.ts';
import type { Upload, UploadEntry } from '../../executor/project-files/project-files.ts';
import { tooLarge } from '../../executor/project-files/write-stream.ts';
import { isoTime } from '../../lib/clock.ts';
import type { HandlersOf } from '../handler.ts';
import type { Transfers } from '../transfers.ts';

const defaultEntries = 100;

/** The project's `uploads/` folder. */
export function uploadHandlers(
  { files }: Pick<Executor, 'files'>,
  transfers: Pick<Transfers, 'open'>,
): HandlersOf<'uploads'> {
  return {
    async 'uploads.list'({ query }) {
      const { path, cursor, limit = defaultEntries } = query;
      const recursive = query.recursive !== 'false';
      const { items, nextCursor } = await files.listUploads({ path, recursive, limit, cursor });
      return { data: items.map(entryToWire), page_info: { next: nextCursor, prev: null } };
    },
    'uploads.create'({ body, caller }) {
      if ((body.size ?? 0) > maxUploadBytes) throw tooLarge(maxUploadBytes);
      const { id, path } = files.planUpload(body.file_path);
      return {
        file_upload_url: caller.origin + transfers.open({ kind: 'send', path }).path,
        file_path: path,
        upload_id: id,
        required_headers: { 'content-type': body.content_type ?? 'application/octet-stream' },
      };
    },
    'uploads.get': async ({ params }) => uploadToWire(await files.getUpload(params.upload)),
    async 'uploads.delete'({ params }) {
      const { path } = await files.deleteUpload(params.upload);
      return { path, deleted: true };
    },
    async 'uploads.url'({ params, caller }) {
      const { path } = await files.getUpload(params.upload);
      const address = transfers.open({ kind: 'read', path });
      return { signed_url: caller.origin + address.path, expires_at: isoTime(address.expiresAt) };
    },
  };
}

function entryToWire(entry: UploadEntry) {
  if (entry.kind === 'folder') return { type: 'folder' as const, path: entry.path };
  const { url: _, deleted_at: __, ...upload } = uploadToWire(entry.upload);
  return { type: 'file' as const, ...upload };
}

/** What is in the folder is there for all of the project; of its type nothing is kept. */
function uploadToWire({ id, path, size, createdAt, updatedAt }: Upload) {
  return {
    id,
    path,
    file_name: basename(path),
    content_type: null,
    size,
    url: null,
    status: 'active' as const,
    visibility: 'project' as const,
    created_at: createdAt,
    updated_at: updatedAt,
    deleted_at: null,
  };
}
