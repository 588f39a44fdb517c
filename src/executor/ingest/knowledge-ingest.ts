/** The built-in target `task:knowledge-ingest`: a task file like any other, which a child of the executor loads. */
import { type Clock, isoTime, systemClock } from '../../lib/clock.ts';
import type { JsonObject } from '../../lib/json.ts';
import { createConverter } from './converter.ts';
import { readIngestConfig } from './ingest-config.ts';
import { IngestError } from './ingest-error.ts';
import { createIngestEvents, type EventTeller } from './ingest-events.ts';
import { failureOf, ingestResult } from './ingest-result.ts';
import { ingestSources } from './ingest-sources.ts';
import { ingestTarget } from './ingest-target.ts';
import { selectSources } from './select-sources.ts';

/** What this task uses of its context. */
export interface IngestContext extends EventTeller {
  readonly config: JsonObject;
  readonly projectId: string;
  readonly signal: AbortSignal;
}

export const knowledgeIngest = {
  ...ingestTarget,
  run: (ctx: IngestContext) => ingestKnowledge(ctx, process.cwd()),
};

/**
 * Turns uploads into pages of knowledge (contract, section 16).
 * @param projectDir absolute
 * @throws IngestError when a source failed or none was ingested, with the result as its `output`
 */
export async function ingestKnowledge(
  ctx: IngestContext,
  projectDir: string,
  clock: Clock = systemClock,
): Promise<JsonObject> {
  const config = readIngestConfig(ctx.config);
  const events = createIngestEvents(ctx);
  events.started(config.sources.mode);
  const selection = await selectSources(projectDir, ctx.projectId, config);
  events.resolved(selection.ingestable.length, selection.skipped.length);
  const converter = createConverter({ signal: ctx.signal });
  try {
    const today = isoTime(clock.now()).slice(0, 10);
    const parts = { projectDir, config, converter, events, signal: ctx.signal, today };
    const lists = await ingestSources(parts, selection);
    const requested = selection.ingestable.length + selection.skipped.length;
    const result = ingestResult(config, lists, requested);
    events.completed(
      {
        ingested_count: lists.ingested.length,
        skipped_count: lists.skipped.length,
        failed_count: lists.failed.length,
      },
      selection.ingestable.length,
    );
    const failure = failureOf(lists);
    if (failure !== null) throw new IngestError(failure, result);
    return result;
  } finally {
    await converter.close();
  }
}
