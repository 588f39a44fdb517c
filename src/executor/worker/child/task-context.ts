import type { JsonObject, JsonValue } from '../../../lib/json.ts';
import { type EventLevel, eventLevels } from '../../../model/event.ts';
import type { AttemptSpec } from '../worker-pool.ts';
import type { EventWriter } from './event-writer.ts';
import { createProgress } from './progress.ts';
import { type FailOptions, TaskFailure } from './retry-wish.ts';

/** What a task is given (contract, section 13.2). From `runId` on it is ours: the cloud has nothing of it. */
export interface TaskContext {
  readonly env: Readonly<Record<string, string>>;
  readonly config: JsonObject;
  readonly projectId: string;
  readonly environmentId?: string | undefined;
  readonly signal: AbortSignal;
  readonly runId: string;
  /** Which try of the run this is, from 1. */
  readonly attempt: number;
  /** The same in every attempt of a run, and in no other run: for systems that ignore what they have had already. */
  readonly idempotencyKey: string;
  /** Tells how far the task is; told on at most ten times a second. */
  progress(done: number, total: number, note?: string): void;
  /**
   * Adds an event to the run.
   * @param level default `info`
   * @throws TypeError for a type that is malformed or ours, a payload that is not JSON or an unknown level
   */
  event(type: string, payload?: JsonValue, level?: EventLevel): void;
  /** Ends the task with an error that may say whether and when it is tried again. @throws TaskFailure always */
  fail(message: string, options?: FailOptions): never;
}

/** Creates the context of one attempt; `close` sends what is held back. */
export function createTaskContext(
  spec: AttemptSpec,
  events: EventWriter,
  ended: AbortSignal,
): { readonly given: TaskContext; close(): void } {
  const progress = createProgress(events.write);
  const given: TaskContext = {
    env: taskVariables(),
    config: spec.config,
    projectId: spec.projectId,
    ...(spec.environmentId === null ? {} : { environmentId: spec.environmentId }),
    signal: taskSignal(ended),
    runId: spec.runId,
    attempt: spec.attempt,
    idempotencyKey: spec.runId,
    progress: progress.report,
    event(type, payload = null, level = 'info') {
      checkEvent(type, payload, level);
      events.write({ type, level, message: messageOf(type, payload), payload });
    },
    fail(message, options) {
      throw new TaskFailure(String(message), options);
    },
  };
  return { given, close: progress.flush };
}

function taskVariables(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** The signal as tasks know it: its reason is an error that can be thrown on. */
function taskSignal(ended: AbortSignal): AbortSignal {
  const controller = new AbortController();
  ended.addEventListener('abort', () => {
    const timedOut = ended.reason === 'timeout';
    const message = timedOut ? 'The run took longer than its limit.' : 'The run was cancelled.';
    controller.abort(new DOMException(message, timedOut ? 'TimeoutError' : 'AbortError'));
  });
  return controller.signal;
}

const maxPayload = 65_536;

function checkEvent(type: unknown, payload: unknown, level: EventLevel): void {
  if (typeof type !== 'string' || !/^[a-zA-Z][\w.:/-]{0,99}$/.test(type)) {
    throw new TypeError(
      'ctx.event: the type is a word of letters, digits and . _ : / - with 100 characters at most.',
    );
  }
  if (type.startsWith('run.') || type === 'progress') {
    throw new TypeError(`ctx.event: "${type}" is a type of the executor's own; choose another.`);
  }
  if (!eventLevels.includes(level)) {
    throw new TypeError(`ctx.event: the level is one of ${eventLevels.join(', ')}.`);
  }
  const text: string | undefined = JSON.stringify(payload);
  if (text === undefined) throw new TypeError('ctx.event: the payload cannot be written as JSON.');
  if (Buffer.byteLength(text) > maxPayload) {
    throw new TypeError(`ctx.event: the payload is larger than ${maxPayload / 1024} KiB of JSON.`);
  }
}

/** One line for people: the payload's own `message`, else the type. */
function messageOf(type: string, payload: JsonValue): string {
  const own =
    typeof payload === 'object' && payload !== null && !Array.isArray(payload) ? payload['message'] : null;
  return typeof own === 'string' && own !== '' ? own.slice(0, 1_000) : type;
}
