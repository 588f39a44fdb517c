import { z } from 'zod';
import type { JsonObject } from '../lib/json.ts';
import type { Run } from '../model/run.ts';
import { count } from './field.ts';
import { isOmitted } from './run.ts';

export const ingestTarget = 'task:knowledge-ingest';
export const ingestKind = 'knowledge_ingest';

const wireIngestSummary = z.object({
  kind: z.literal(ingestKind),
  state: z.enum(['success', 'partial_success', 'failed']),
  requested_count: count,
  ingested_count: count,
  skipped_count: count,
  failed_count: count,
});

/** Contract section 3.12. */
export const wireResultSummary = z.discriminatedUnion('kind', [
  wireIngestSummary,
  z.object({ kind: z.literal('value') }),
  z.object({ kind: z.literal('artifacts'), artifact_count: count }),
]);
type WireResultSummary = z.infer<typeof wireResultSummary>;

const ingestCounts = wireIngestSummary.omit({ kind: true, state: true });
const text = z.string();
const skipReason = z.enum(['hidden_path', 'ignored_directory', 'unsupported_file_type']);
const failureReason = z.enum(['parser_error', 'upload_error']);

/** Contract section 16.6. Anything else that is called so travels as a plain value: the SDK refuses other shapes. */
const ingestResult = z.looseObject({
  kind: z.literal(ingestKind),
  version: z.literal(1),
  metadata: z.looseObject({
    requested_count: count,
    source_mode: z.enum(['explicit_sources', 'path_prefix']),
    knowledge_path: text,
  }),
  summary: ingestCounts,
  ingested: z.array(
    z.looseObject({
      source: text,
      localSourcePath: text,
      outputPath: text,
      remotePath: text,
      slug: text,
      sourceType: text,
      summary: text,
      stats: z.looseObject({}),
      warnings: z.array(text),
    }),
  ),
  skipped: z.array(
    z.looseObject({ source: text, localSourcePath: text.nullable(), reason: skipReason, message: text }),
  ),
  failed: z.array(
    z.looseObject({ source: text, localSourcePath: text, reason: failureReason, message: text }),
  ),
});

/**
 * What a run returned, as a job tells it. An ingest tells its own result, also of a run that failed; any
 * other value travels as `{ kind: "value", value }`: the SDK refuses a job with another shape.
 */
export function resultOf(run: Run): ({ kind: string } & JsonObject) | null {
  if (ingestSummaryOf(run) !== null) return { ...(run.output as JsonObject), kind: ingestKind };
  return hasValue(run) ? { kind: 'value', value: run.output } : null;
}

export function resultSummaryOf(run: Run): WireResultSummary | null {
  const counts = ingestSummaryOf(run);
  if (counts !== null) return { kind: ingestKind, state: stateOf(counts), ...counts };
  return hasValue(run) ? { kind: 'value' } : null;
}

function hasValue(run: Run): boolean {
  // What an ingest returned is told as such or, in a list that leaves it out, not at all.
  if (run.target === ingestTarget && isOmitted(run, 'output')) return false;
  return run.status === 'completed' && (run.output !== null || isOmitted(run, 'output'));
}

function ingestSummaryOf(run: Run): z.infer<typeof ingestCounts> | null {
  if (run.target !== ingestTarget) return null;
  const parsed = ingestResult.safeParse(run.output);
  return parsed.success ? parsed.data.summary : null;
}

/** The contract shows examples and no rule: partial is whatever is neither all nor nothing. */
function stateOf({
  ingested_count: ingested,
  skipped_count: skipped,
  failed_count: failed,
}: z.infer<typeof ingestCounts>) {
  if (ingested === 0) return 'failed';
  return skipped + failed === 0 ? 'success' : 'partial_success';
}
