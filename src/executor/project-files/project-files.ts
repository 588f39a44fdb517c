import type { Readable } from 'node:stream';
import type { Page } from '../../model/page.ts';

/** A file of the project. Times are ISO 8601. */
export interface StoredFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A file in `uploads/`; its path is below that folder. */
export interface Upload extends StoredFile {
  readonly id: string;
}

export type UploadEntry =
  | { readonly kind: 'file'; readonly upload: Upload }
  | { readonly kind: 'folder'; readonly path: string };

export interface UploadQuery {
  /** A folder below `uploads/`; absent: all of it. */
  readonly path?: string | undefined;
  /** False: folders are told instead of being entered. */
  readonly recursive: boolean;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface FileQuery {
  /** `*` stands for any characters. */
  readonly pattern?: string | undefined;
  readonly sortBy: 'updated_at' | 'path';
  readonly newestFirst: boolean;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/**
 * The files that the ingest reads and writes: `uploads/` and `knowledge/` of the project, and no others.
 * Hidden files and links that lead out are refused. Methods throw `UserError`: `invalid`, `forbidden`,
 * `not-found`, `conflict`, `storage`.
 */
export interface ProjectFiles {
  listUploads(query: UploadQuery): Promise<Page<UploadEntry>>;
  /** @param ref the id or the path of an upload */
  getUpload(ref: string): Promise<Upload>;
  /** The path that an upload will have, and its id. Nothing is written. */
  planUpload(path: string): Pick<Upload, 'id' | 'path'>;
  /** Writes or replaces an upload of `maxUploadBytes` at most. */
  writeUpload(path: string, bytes: AsyncIterable<Uint8Array>): Promise<Upload>;
  readUpload(path: string): Promise<{ readonly size: number; readonly bytes: Readable }>;
  deleteUpload(ref: string): Promise<Upload>;
  /** Writes or replaces a text in `knowledge/`. @param path with or without that folder's name */
  writeKnowledge(path: string, content: string): Promise<StoredFile>;
  /** Files of both folders; paths are below the project. */
  listFiles(query: FileQuery): Promise<Page<StoredFile>>;
}
