import { z } from 'zod';
import type { JsonObject } from '../../lib/json.ts';
import { IngestError } from './ingest-error.ts';
import { normalPath } from './upload-path.ts';

/** What a run shall ingest, in one spelling. */
export interface IngestConfig {
  readonly sources:
    | {
        readonly mode: 'explicit_sources';
        readonly paths: readonly string[];
        readonly ids: readonly string[];
      }
    /** `prefix` is empty for everything below `uploads/`. */
    | { readonly mode: 'path_prefix'; readonly prefix: string; readonly recursive: boolean };
  /** Below the project, without outer slashes. */
  readonly knowledgePath: string;
  readonly description: string | null;
  readonly slug: string | null;
}

const text = z.string().trim().min(1).max(4096);
const texts = z.array(text).max(10_000);

const schema = z.object({
  upload_ids: texts.default([]),
  paths: texts.default([]),
  path_prefix: text.nullish(),
  recursive: z.boolean().default(true),
  knowledge_path: text.default('knowledge'),
  description: text.nullish(),
  slug: text.nullish(),
});

/** Other spellings of a key (contract, section 16.1). The first that is there counts. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  upload_ids: ['uploadIds'],
  paths: ['upload_paths', 'uploadPaths'],
  path_prefix: ['upload_prefix', 'pathPrefix', 'uploadPrefix'],
  knowledge_path: ['knowledgePath'],
};

/** Reads the config of an ingest. @throws IngestError that names what does not fit */
export function readIngestConfig(config: JsonObject): IngestConfig {
  const parsed = schema.safeParse(withoutAliases(config));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new IngestError(`The config does not fit: ${issue?.path.join('.')}: ${issue?.message}.`);
  }
  const { upload_ids: ids, paths, path_prefix: prefix, slug = null, description = null } = parsed.data;
  const knowledgePath = normalPath(parsed.data.knowledge_path);
  if (knowledgePath === null || knowledgePath === '' || /(^|\/)\./.test(knowledgePath)) {
    throw new IngestError(
      `The knowledge_path "${parsed.data.knowledge_path}" is no visible folder of the project.`,
    );
  }
  const more = { knowledgePath, description, slug };
  if (prefix === undefined || prefix === null) {
    if (paths.length + ids.length === 0) {
      throw new IngestError('There is nothing to ingest: give paths, upload_ids or path_prefix.');
    }
    return { sources: { mode: 'explicit_sources', paths, ids }, ...more };
  }
  if (paths.length + ids.length > 0) {
    throw new IngestError('Give either path_prefix, or paths and upload_ids, not both.');
  }
  return { sources: { mode: 'path_prefix', prefix, recursive: parsed.data.recursive }, ...more };
}

function withoutAliases(config: JsonObject): JsonObject {
  const chosen: JsonObject = { ...config };
  for (const [key, others] of Object.entries(aliases)) {
    const found = [key, ...others].find((name) => isGiven(config[name]));
    const value = found === undefined ? undefined : config[found];
    if (value === undefined) delete chosen[key];
    else chosen[key] = value;
  }
  return chosen;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}
