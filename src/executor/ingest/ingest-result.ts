import type { JsonObject } from '../../lib/json.ts';
import type { IngestConfig } from './ingest-config.ts';

/** Members of the result, in the spelling of the contract (section 16.6). */
export interface IngestedSource extends JsonObject {
  source: string;
  localSourcePath: string;
  outputPath: string;
  remotePath: string;
  slug: string;
  sourceType: string;
  summary: string;
  stats: JsonObject;
  warnings: string[];
}

export interface SkippedSource extends JsonObject {
  source: string;
  localSourcePath: string | null;
  reason: 'hidden_path' | 'ignored_directory' | 'unsupported_file_type';
  message: string;
}

export interface FailedSource extends JsonObject {
  source: string;
  localSourcePath: string;
  reason: 'parser_error' | 'upload_error';
  message: string;
}

/** What became of the sources, in the order in which they were given. */
export interface IngestLists {
  readonly ingested: IngestedSource[];
  readonly skipped: SkippedSource[];
  readonly failed: FailedSource[];
}

/** The result as it is kept on the record of the run. */
export function ingestResult(config: IngestConfig, lists: IngestLists, requested: number): JsonObject {
  return {
    kind: 'knowledge_ingest',
    version: 1,
    metadata: {
      requested_count: requested,
      source_mode: config.sources.mode,
      knowledge_path: config.knowledgePath,
    },
    summary: {
      requested_count: requested,
      ingested_count: lists.ingested.length,
      skipped_count: lists.skipped.length,
      failed_count: lists.failed.length,
    },
    ingested: lists.ingested,
    skipped: lists.skipped,
    failed: lists.failed,
  };
}

/** Why the run fails (contract, section 16.7); null when it is a success. */
export function failureOf({ ingested, failed }: IngestLists): string | null {
  if (failed.length > 0) return `${failed.length} knowledge source(s) failed`;
  return ingested.length === 0 ? 'No knowledge sources were ingested' : null;
}
