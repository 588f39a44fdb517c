import type { JsonObject, JsonValue } from '../lib/json.ts';
import { fingerprintHash, fingerprintOf } from './fingerprint.ts';
import type { Run } from './run.ts';
import type { RunReason, RunStatus } from './run-status.ts';

/** What screens with thousands of runs keep of each: no config, no input, no output, no long text. */
export interface SlimRun {
  readonly id: string;
  readonly target: string;
  readonly status: RunStatus;
  readonly reason: RunReason | null;
  readonly reasonText: string | null;
  readonly attempt: number | null;
  readonly backoffLimit: number | null;
  readonly exitCode: number | null;
  readonly durationMs: number | null;
  /** Epoch ms, as the next ones. */
  readonly createdAt: number;
  readonly startedAt: number | null;
  /** When it ended, else when it changed last. */
  readonly changedAt: number;
  readonly version: number | null;
  readonly batchId: string | null;
  readonly scheduleId: string | null;
  readonly retryOf: string | null;
  /** Environment or branch that it ran on, where the server tells. */
  readonly ranOn: string | null;
  /** The first thing that it was given, in a few characters: `customer=cus_9AA`. */
  readonly given: string;
  /** The same for runs of one target that were given the same; null when not all of it was listed. */
  readonly givenHash: string | null;
  /** Of a failed run: what went wrong. */
  readonly message: string | null;
  readonly fingerprint: string | null;
}

const messageChars = 600;
const givenChars = 40;

/**
 * The slim form of a run.
 * @param known the slim form of an earlier record: a text that is the same is not read for its fingerprint again
 */
export function slimRun(run: Run, known?: SlimRun): SlimRun {
  const message = run.status === 'failed' ? ownText(failureText(run), messageChars) : null;
  const isKnown = known !== undefined && known.message === message;
  return {
    id: run.id,
    target: run.target,
    status: run.status,
    reason: run.reason,
    reasonText: run.reasonText,
    attempt: run.attempt,
    backoffLimit: run.backoffLimit,
    exitCode: run.exitCode,
    durationMs: run.durationMs,
    createdAt: Date.parse(run.createdAt),
    startedAt: run.startedAt === null ? null : Date.parse(run.startedAt),
    changedAt: Date.parse(run.completedAt ?? run.updatedAt),
    version: run.version,
    batchId: run.batchId,
    scheduleId: run.scheduleId,
    retryOf: run.retryOf,
    ranOn: run.environmentId ?? run.branchId,
    // What a run was given never changes.
    given: known?.given ?? givenText(run),
    givenHash: known?.givenHash ?? givenHashOf(run),
    message,
    fingerprint: isKnown ? known.fingerprint : message === null ? null : fingerprintOf(message),
  };
}

/** What a failed run says of its failure; a sentence where it says nothing. */
export function failureText(run: Pick<Run, 'error' | 'reasonText' | 'reason'>): string {
  const said = run.error?.message ?? '';
  if (said.trim() !== '') return said;
  return run.reasonText ?? run.reason ?? 'failed without a message';
}

function givenText(run: Run): string {
  const given = Object.keys(run.config).length > 0 ? run.config : run.input;
  const [name, value] = Object.entries(isObject(given) ? given : {}).find(([, part]) => isPlain(part)) ?? [];
  if (name !== undefined) return ownText(`${name}=${value}`, givenChars);
  return isPlain(given) ? ownText(String(given), givenChars) : '';
}

function givenHashOf(run: Run): string | null {
  if (run.omitted?.includes('config') === true || run.omitted?.includes('input') === true) return null;
  return fingerprintHash(`${run.target} ${JSON.stringify([run.config, run.input])}`);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlain(value: JsonValue | undefined): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** The start of a text as a text of its own: a part of a longer one would keep the whole in memory. */
function ownText(text: string, chars: number): string {
  return text.length <= chars ? text : Array.from(text.slice(0, chars)).join('');
}
