import { posix } from 'node:path';
import { messageOf } from '../../model/errors.ts';
import { createFolder, type Folder } from '../project-files/folder.ts';
import { writeStream } from '../project-files/write-stream.ts';
import type { Converted } from './conversion.ts';
import type { Converter } from './converter.ts';
import type { IngestConfig } from './ingest-config.ts';
import type { IngestEvents, Place } from './ingest-events.ts';
import type { FailedSource, IngestLists } from './ingest-result.ts';
import { pageText } from './knowledge-page.ts';
import type { Selection, Source } from './select-sources.ts';
import { asSlug, createSlugs, slugOf } from './slug.ts';
import { uploadFolder } from './upload-path.ts';

export interface IngestParts {
  readonly projectDir: string;
  readonly config: IngestConfig;
  readonly converter: Converter;
  readonly events: IngestEvents;
  readonly signal: AbortSignal;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

const maxMessage = 300;
/** Bytes of a page: its body in UTF-8, and its head. */
const maxPageBytes = 512 * 1024 ** 2;

/**
 * Converts source after source and writes their pages. One that fails does not keep the others.
 * @throws the reason of the signal when the run is ended; pages that were written stay
 */
export async function ingestSources(parts: IngestParts, selection: Selection): Promise<IngestLists> {
  const lists: IngestLists = { ingested: [], skipped: selection.skipped, failed: [] };
  const uploads = createFolder(parts.projectDir, uploadFolder);
  const slugs = createSlugs();
  const total = selection.ingestable.length;
  for (const [index, source] of selection.ingestable.entries()) {
    parts.signal.throwIfAborted();
    const place = { current: index + 1, total, name: posix.basename(source.path) };
    const slug = slugs.take(parts.config.slug === null ? slugOf(source.path) : asSlug(parts.config.slug));
    parts.events.processing(place);
    await ingestSource(parts, { source, slug, place, uploads }, lists);
  }
  return lists;
}

interface Item {
  readonly source: Source;
  readonly slug: string;
  readonly place: Place;
  readonly uploads: Folder;
}

async function ingestSource(parts: IngestParts, item: Item, lists: IngestLists): Promise<void> {
  const { source, slug, place } = item;
  const fail = (reason: FailedSource['reason'], what: string, thrown: unknown) => {
    parts.signal.throwIfAborted();
    const message = `${what}: ${messageOf(thrown)}`.slice(0, maxMessage);
    const name = `${uploadFolder}/${source.path}`;
    lists.failed.push({ source: name, localSourcePath: name, reason, message });
    parts.events.failed(place, message);
  };
  let converted: Converted;
  try {
    const file = await item.uploads.find(source.path);
    const onStep = (step: Parameters<IngestEvents['step']>[1] | null) => {
      if (step !== null) parts.events.step(place, step);
    };
    converted = await parts.converter.convert({ file, type: source.type }, onStep);
  } catch (thrown) {
    return fail('parser_error', 'knowledge ingest parser failed', thrown);
  }
  parts.signal.throwIfAborted();
  try {
    await writePage(parts, item, converted);
  } catch (thrown) {
    return fail('upload_error', 'The page could not be written', thrown);
  }
  const page = `${parts.config.knowledgePath}/${slug}.md`;
  lists.ingested.push({
    source: `${uploadFolder}/${source.path}`,
    localSourcePath: `${uploadFolder}/${source.path}`,
    outputPath: page,
    remotePath: page,
    slug,
    sourceType: source.type.sourceType,
    summary: converted.summary.join('; '),
    stats: converted.stats,
    warnings: [...converted.warnings],
  });
  parts.events.ingested(place, page, converted.warnings.length);
}

/** Written as a whole or not at all, and never through a link. */
async function writePage(
  { projectDir, config, today }: IngestParts,
  { source, slug }: Item,
  { body }: Converted,
): Promise<void> {
  const [top = '', ...below] = config.knowledgePath.split('/');
  const folder = createFolder(projectDir, top);
  const page = pageText(
    {
      source: `${uploadFolder}/${source.path}`,
      sourceType: source.type.sourceType,
      added: today,
      description: config.description ?? `Parsed from ${posix.basename(source.path)}`,
    },
    body,
  );
  await writeStream(await folder.place([...below, `${slug}.md`].join('/')), piecesOf(page), maxPageBytes);
}

async function* piecesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
