import { stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { messageOf, UserError } from '../../model/errors.ts';
import { createFolder, type Folder } from '../project-files/folder.ts';
import { uploadIdOf } from '../project-files/upload-id.ts';
import { type DocumentType, documentTypeOf } from './document-types.ts';
import type { IngestConfig } from './ingest-config.ts';
import { IngestError } from './ingest-error.ts';
import type { SkippedSource } from './ingest-result.ts';
import { listUploads } from './list-uploads.ts';
import { uploadFolder, uploadPath } from './upload-path.ts';

/** Sources of one run: its result lists each of them and has to stay below what a run may return. */
const maxSources = 1000;

export interface Source {
  /** Below `uploads/`. */
  readonly path: string;
  readonly type: DocumentType;
}

export interface Selection {
  readonly ingestable: readonly Source[];
  readonly skipped: SkippedSource[];
}

/**
 * What a config asks for, in its order: paths, then ids; or what lies below the prefix, by name
 * (contract, section 16.2).
 * @throws IngestError for a path or id that is not there, for none at all and for more than `maxSources`
 */
export async function selectSources(
  projectDir: string,
  projectId: string,
  { sources, slug }: IngestConfig,
): Promise<Selection> {
  const folder = createFolder(projectDir, uploadFolder);
  const found =
    sources.mode === 'path_prefix'
      ? belowPrefix(folder, uploadPath(sources.prefix), sources.recursive)
      : explicit(folder, projectId, sources.paths, sources.ids);
  const paths = new Set<string>();
  for await (const path of found) {
    paths.add(path);
    if (paths.size > maxSources) {
      throw new IngestError(
        `There are more than ${maxSources} knowledge sources. Split them into several runs of one batch.`,
      );
    }
  }
  if (paths.size === 0) throw new IngestError('No knowledge sources were found.');
  if (slug !== null && paths.size > 1) {
    throw new IngestError(`A slug names a single source, and there are ${paths.size}.`);
  }
  return sorted([...paths]);
}

async function* explicit(
  folder: Folder,
  projectId: string,
  paths: readonly string[],
  ids: readonly string[],
): AsyncGenerator<string> {
  for (const said of paths) {
    const path = uploadPath(said);
    if (await isFolder(folder, path)) {
      throw new IngestError(`${JSON.stringify(said)} is a folder: give it as path_prefix.`);
    }
    yield path;
  }
  yield* withIds(folder, projectId, ids);
}

/** An id is made from the path, so the one that it belongs to has to be looked for. */
async function* withIds(folder: Folder, projectId: string, ids: readonly string[]): AsyncGenerator<string> {
  if (ids.length === 0) return;
  const missing = new Set(ids.map((id) => id.toLowerCase()));
  const paths = new Map<string, string>();
  for await (const path of listUploads(await rootOf(folder), '', true)) {
    const id = uploadIdOf(projectId, path);
    if (missing.delete(id)) paths.set(id, path);
    if (missing.size === 0) break;
  }
  for (const id of ids) {
    const path = paths.get(id.toLowerCase());
    if (path === undefined) throw new IngestError(`There is no upload with the id ${JSON.stringify(id)}.`);
    yield path;
  }
}

/** A folder of that name wins; else whatever begins like it. */
async function* belowPrefix(folder: Folder, prefix: string, recursive: boolean): AsyncGenerator<string> {
  const root = await rootOf(folder);
  if (await isFolder(folder, prefix).catch(() => false)) {
    yield* listUploads(root, prefix, recursive);
    return;
  }
  const above = posix.dirname(prefix) === '.' ? '' : posix.dirname(prefix);
  if (!(await isFolder(folder, above))) return;
  for await (const path of listUploads(root, above, recursive)) {
    if (path.startsWith(prefix)) yield path;
  }
}

async function rootOf(folder: Folder): Promise<string> {
  try {
    const root = await folder.root();
    if (root !== null) return root;
  } catch (thrown) {
    throw new IngestError(`${messageOf(thrown)}.`);
  }
  throw new IngestError(`The project has no folder ${uploadFolder}/.`);
}

/**
 * False for a file, and for a link that leads out: that is told when it is read, so that others go on.
 * @throws IngestError for what is not there
 */
async function isFolder(folder: Folder, path: string): Promise<boolean> {
  if (path === '') return true;
  try {
    return (await stat(await folder.find(path))).isDirectory();
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.kind === 'forbidden') return false;
    throw new IngestError(`There is no upload ${JSON.stringify(`${uploadFolder}/${path}`)}.`);
  }
}

function sorted(paths: readonly string[]): Selection {
  const ingestable: Source[] = [];
  const skipped: SkippedSource[] = [];
  for (const path of paths) {
    const type = documentTypeOf(path);
    const refusal = refusalOf(path, type);
    if (refusal !== null) skipped.push(refusal);
    else if (type !== null) ingestable.push({ path, type });
  }
  return { ingestable, skipped };
}

function refusalOf(path: string, type: DocumentType | null): SkippedSource | null {
  const source = `${uploadFolder}/${path}`;
  const segments = path.split('/');
  if (segments.some((segment) => segment.startsWith('.'))) {
    return skip(source, 'hidden_path', `Hidden path: ${source}`);
  }
  if (segments.includes('node_modules')) {
    return skip(source, 'ignored_directory', `Ignored directory: ${source}`);
  }
  if (type !== null) return null;
  const what = posix.extname(path) || posix.basename(path);
  return skip(source, 'unsupported_file_type', `Unsupported file type: ${what}`);
}

function skip(source: string, reason: SkippedSource['reason'], message: string): SkippedSource {
  return { source, localSourcePath: source, reason, message };
}
