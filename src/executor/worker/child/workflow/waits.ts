import { isoTime } from '../../../../lib/clock.ts';
import type { JsonObject, JsonValue } from '../../../../lib/json.ts';
import type { RunSignal, Wait } from '../../worker-pool.ts';
import type { Journal, OpenedWait } from './journal.ts';
import type { WaitConfig } from './package-types.ts';
import { pastItsTime, type Settled, settledBy } from './settle-wait.ts';
import { type WaitKind, waitKindOf, waitMessageOf } from './wait-kind.ts';

/** All that a run waits for ends up in one event, which has room for 64 KiB of JSON. */
const maxPayloadBytes = 8_192;
const maxPayloads = 4;
const maxWaitsShown = 40;
const maxIdLength = 128;

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
      return wait.until === null || now() < wait.until
        ? { kind: 'open' }
        : pastItsTime(wait, waitKindOf(config));
    },
    reach(path, config, payload) {
      const { id, requestedAt, until } = open(path, config);
      const kind = waitKindOf(config);
      const shown: JsonObject = {
        id,
        kind,
        node: path,
        message: waitMessageOf(config),
        payload: shownPayload(payload, reached.length < maxPayloads),
        approvers: config.approvers?.slice(0, 10).map((name) => String(name).slice(0, 60)) ?? null,
        event: kind === 'event' ? (config.eventName?.slice(0, 300) ?? null) : null,
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

function shownPayload(payload: unknown, hasRoom: boolean): JsonValue {
  if (payload === undefined) return null;
  const text = JSON.stringify(payload) ?? 'null';
  const bytes = Buffer.byteLength(text);
  return !hasRoom || bytes > maxPayloadBytes ? { truncated: true, bytes } : JSON.parse(text);
}
