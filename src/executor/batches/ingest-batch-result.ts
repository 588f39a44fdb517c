import { isUuid } from '../../lib/id.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json.ts';
import { isTerminal, type RunStatus } from '../../model/run-status.ts';

/** What the result of a batch is made from: one of its runs. */
export interface IngestRun {
  readonly status: RunStatus;
  readonly config: JsonValue;
  readonly output: JsonValue;
  readonly error: JsonValue;
  readonly reasonText: string | null;
}

/** Sources that each list of the result has at most; the counts count all. */
export const maxListedSources = 1000;

type List = 'processing' | 'completed' | 'remaining' | 'skipped' | 'failed';

/**
 * What the runs of a batch of `task:knowledge-ingest` add up to (contract section 16.8). A run's own
 * output says what became of its sources; before it has one, its config says which they are:
 * processing while it runs, failed when it has failed, else remaining. The label of what remains is
 * "Not Ingested Files" once no run is active: the contract leaves that rule open.
 * @param runs without failed ones that a later run of the batch repeats
 */
export function ingestBatchResult(runs: Iterable<IngestRun>): JsonObject {
  const lists: Record<List, JsonObject[]> = {
    processing: [],
    completed: [],
    remaining: [],
    skipped: [],
    failed: [],
  };
  const counts: Record<List, number> = { processing: 0, completed: 0, remaining: 0, skipped: 0, failed: 0 };
  let active = false;
  for (const run of runs) {
    active ||= !isTerminal(run.status);
    for (const [list, source] of sourcesOf(run)) {
      counts[list] += 1;
      if (lists[list].length < maxListedSources) lists[list].push(source);
    }
  }
  return {
    kind: 'knowledge_ingest',
    total_count: Object.values(counts).reduce((sum, count) => sum + count, 0),
    completed_count: counts.completed,
    skipped_count: counts.skipped,
    failed_count: counts.failed,
    ...lists,
    remaining_label: active ? 'Remaining Files' : 'Not Ingested Files',
  };
}

type Placed = readonly [list: List, source: JsonObject];

function sourcesOf(run: IngestRun): readonly Placed[] {
  const asked = askedSources(run.config);
  const told = toldSources(run.output, soleUploadId(asked));
  if (told === null) return asked.map((source) => withoutOutput(run, source));
  const known = new Set(told.map(([, source]) => source['path']));
  // A run may have ended before it came to all of its sources.
  const left = asked.filter(({ path }) => path !== null && !known.has(path));
  return [...told, ...left.map((source): Placed => ['remaining', source])];
}

function withoutOutput(run: IngestRun, source: JsonObject): Placed {
  if (run.status === 'running') return ['processing', source];
  if (run.status !== 'failed') return ['remaining', source];
  const message = textIn(run.error, 'message') ?? run.reasonText ?? 'Failed';
  return ['failed', { ...source, message }];
}

/** What the config names, in its order: paths, then ids of uploads; else the prefix stands for what is below it. */
function askedSources(config: JsonValue): readonly JsonObject[] {
  const paths = textsIn(config, ['paths', 'upload_paths', 'uploadPaths']).map(uploadPath);
  const ids = textsIn(config, ['upload_ids', 'uploadIds']);
  if (paths.length + ids.length > 0) {
    return [...paths.map((path) => source(path, path, null)), ...ids.map((id) => source(id, null, id))];
  }
  const prefix = ['path_prefix', 'upload_prefix', 'pathPrefix', 'uploadPrefix']
    .map((key) => textIn(config, key))
    .find((value) => value !== null);
  return prefix === undefined || prefix === null ? [] : [source(uploadPath(prefix), null, null)];
}

/** The id of the upload, when the run was asked for nothing else: only then the output's source is known to be it. */
function soleUploadId(asked: readonly JsonObject[]): JsonValue {
  return asked.length === 1 ? (asked[0]?.['upload_id'] ?? null) : null;
}

/** What the output of the task tells (contract section 16.6); null when it is none of that kind. */
function toldSources(output: JsonValue, uploadId: JsonValue): readonly Placed[] | null {
  if (textIn(output, 'kind') !== 'knowledge_ingest') return null;
  const base = (entry: JsonValue) => {
    const path = textIn(entry, 'source') ?? 'unknown';
    return { ...source(path, path, null), upload_id: uploadId };
  };
  const withMessage = (entry: JsonValue) => ({
    ...base(entry),
    message: textIn(entry, 'message') ?? textIn(entry, 'reason') ?? '',
  });
  return [
    ...listIn(output, 'ingested').map((entry): Placed => {
      const done = {
        remote_path: textIn(entry, 'remotePath'),
        warning_count: listIn(entry, 'warnings').length,
      };
      return ['completed', { ...base(entry), ...done }];
    }),
    ...listIn(output, 'skipped').map((entry): Placed => ['skipped', withMessage(entry)]),
    ...listIn(output, 'failed').map((entry): Placed => ['failed', withMessage(entry)]),
  ];
}

function source(label: string, path: string | null, uploadId: string | null): JsonObject {
  // The contract's schema takes UUIDs only.
  const id = uploadId !== null && isUuid(uploadId) ? uploadId : null;
  return { label, path, upload_id: id, remote_path: null, warning_count: 0 };
}

function uploadPath(path: string): string {
  return path.startsWith('uploads/') ? path : `uploads/${path}`;
}

function textIn(value: JsonValue, key: string): string | null {
  const member = isJsonObject(value) ? value[key] : null;
  return typeof member === 'string' ? member : null;
}

function listIn(value: JsonValue, key: string): readonly JsonValue[] {
  const member = isJsonObject(value) ? value[key] : null;
  return Array.isArray(member) ? member : [];
}

/** The texts of the first of the keys that holds a list: they are other spellings of one another. */
function textsIn(value: JsonValue, keys: readonly string[]): readonly string[] {
  const key = keys.find((candidate) => listIn(value, candidate).length > 0);
  if (key === undefined) return [];
  return listIn(value, key).filter((entry) => typeof entry === 'string');
}
