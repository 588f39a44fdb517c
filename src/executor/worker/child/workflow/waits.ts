import { isoTime } from '../../../../lib/clock.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../../lib/json.ts';
import type { RunSignal, Wait } from '../../worker-pool.ts';
import type { Journal, OpenedWait } from './journal.ts';
import type { WaitConfig } from './package-types.ts';
import type { StepKind } from './step-teller.ts';
import { FinalFailureError } from './workflow-faults.ts';

export type WaitKind = Extract<StepKind, 'approval' | 'event' | 'delay'>;

/** The name that the package gives the event of a `delay`. */
const delayEvent = '__delay__';

/** All that a run waits for ends up in one event, which has room for 64 KiB of JSON. */
const maxPayloadBytes = 8_192;
const maxPayloads = 4;
const maxWaitsShown = 40;
const maxMessage = 300;
const maxIdLength = 128;

/** What a wait came to. */
export type Settled =
  | { readonly kind: 'open' }
  | { readonly kind: 'over'; readonly output: JsonValue }
  /** It fails the workflow. */
  | { readonly kind: 'refused'; readonly error: FinalFailureError };

/** The waits of one attempt. */
export interface Waits {
  /** What is known of a wait when the attempt begins. */
  settled(path: string, config: WaitConfig): Settled;
  /** The attempt has reached a wait that is open. @returns what to tell of it */
  reach(path: string, config: WaitConfig, payload: unknown): JsonObject;
  /** All that the run waits for now; null for nothing. */
  outcome(): Wait | null;
}

export interface WaitsOptions {
  readonly journal: Journal;
  readonly signals: readonly RunSignal[];
  readonly parseDuration: (duration: string | number) => number;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

interface Reached {
  readonly kind: WaitKind;
  readonly until: number | null;
  readonly shown: JsonObject;
}

export function createWaits({ journal, signals, parseDuration, now }: WaitsOptions): Waits {
  const reached: Reached[] = [];

  function open(path: string, config: WaitConfig): OpenedWait {
    const known = journal.wait(path);
    if (known !== null) return known;
    const requestedAt = now();
    const until = config.timeout === undefined ? null : requestedAt + parseDuration(config.timeout);
    const wait = { id: freeId(journal, idOf(path, config)), requestedAt, until };
    journal.noteWait(path, wait);
    return wait;
  }

  return {
    settled(path, config) {
      const wait = journal.wait(path);
      if (wait === null) return { kind: 'open' };
      const answer = signals.find(({ id }) => id === wait.id);
      if (answer !== undefined) return settledBy(answer, wait.id, waitKindOf(config), now());
      return wait.until === null || now() < wait.until ? { kind: 'open' } : pastItsTime(wait, config);
    },
    reach(path, config, payload) {
      const { id, requestedAt, until } = open(path, config);
      const kind = waitKindOf(config);
      const shown: JsonObject = {
        id,
        kind,
        node: path,
        message: messageOf(config),
        payload: shownPayload(payload, reached.length < maxPayloads),
        approvers: config.approvers?.slice(0, 10).map((name) => String(name).slice(0, 60)) ?? null,
        event: kind === 'event' ? (config.eventName?.slice(0, maxMessage) ?? null) : null,
        requested_at: isoTime(requestedAt),
        until: until === null ? null : isoTime(until),
      };
      reached.push({ kind, until, shown });
      return shown;
    },
    outcome() {
      if (reached.length === 0) return null;
      const kinds: readonly WaitKind[] = ['approval', 'event', 'delay'];
      const reason = kinds.find((kind) => reached.some((wait) => wait.kind === kind)) ?? 'event';
      const ends = reached.map(({ until }) => until).filter((until) => until !== null);
      return {
        reason,
        detail: { waits: reached.slice(0, maxWaitsShown).map(({ shown }) => shown), total: reached.length },
        until: ends.length === 0 ? null : Math.min(...ends),
      };
    },
  };
}

export function waitKindOf({ waitType, eventName }: WaitConfig): WaitKind {
  if (waitType === 'approval') return 'approval';
  return eventName === delayEvent ? 'delay' : 'event';
}

export function messageOf(config: WaitConfig): string {
  const kind = waitKindOf(config);
  if (kind === 'approval') return String(config.message ?? 'Approval required').slice(0, maxMessage);
  return kind === 'event'
    ? `the event "${config.eventName}"`.slice(0, maxMessage)
    : `${config.timeout} to pass`;
}

/** An approval is answered by the path of its node, an event by its name. */
function idOf(path: string, config: WaitConfig): string {
  const id = waitKindOf(config) === 'event' ? (config.eventName ?? path) : path;
  return id.slice(-(maxIdLength - 8));
}

/** An id answers one wait in the life of a run, so the second wait for an event gets `name#2`. */
function freeId(journal: Journal, wanted: string): string {
  let id = wanted;
  for (let n = 2; journal.hasWaitId(id); n += 1) id = `${wanted}#${n}`;
  return id;
}

function settledBy({ payload, isError }: RunSignal, id: string, kind: WaitKind, now: number): Settled {
  if (kind !== 'approval') {
    if (!isError) return { kind: 'over', output: payload };
    const error = new FinalFailureError(
      'workflow_event_error',
      `The event "${id}" came as an error${why(payload)}`,
    );
    return { kind: 'refused', error };
  }
  const decision = isJsonObject(payload) ? payload : { approved: payload === true };
  if (isError || decision['approved'] !== true) {
    const error = new FinalFailureError('workflow_rejected', `Approval "${id}" was rejected${why(payload)}`);
    return { kind: 'refused', error };
  }
  const { approver = 'local', comment, response } = decision;
  const output: JsonObject = { approved: true, approver, decidedAt: isoTime(now) };
  if (comment !== undefined) output['comment'] = comment;
  if (response !== undefined) output['response'] = response;
  return { kind: 'over', output };
}

function why(payload: JsonValue): string {
  const comment = isJsonObject(payload) ? payload['comment'] : payload;
  return typeof comment === 'string' && comment !== '' ? `: ${comment.slice(0, 2_000)}` : '';
}

function pastItsTime({ id, until }: OpenedWait, config: WaitConfig): Settled {
  const kind = waitKindOf(config);
  if (kind === 'delay') return { kind: 'over', output: null };
  const at = isoTime(until ?? 0);
  const message =
    kind === 'approval' ? `Approval "${id}" expired at ${at}` : `The event "${id}" did not come before ${at}`;
  return { kind: 'refused', error: new FinalFailureError('workflow_wait_expired', message) };
}

function shownPayload(payload: unknown, hasRoom: boolean): JsonValue {
  if (payload === undefined) return null;
  const text = JSON.stringify(payload) ?? 'null';
  const bytes = Buffer.byteLength(text);
  return !hasRoom || bytes > maxPayloadBytes ? { truncated: true, bytes } : JSON.parse(text);
}
