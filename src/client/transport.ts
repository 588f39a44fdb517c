import type { Agent } from 'undici';
import { actorHeader, isActor } from '../api/actor.ts';
import type { Endpoint } from '../api/endpoint.ts';
import { errorFromProblem } from '../api/problem.ts';
import { type Backoff, backoffDelay } from '../lib/backoff.ts';
import type { Clock } from '../lib/clock.ts';
import { UserError } from '../model/errors.ts';
import { holdProcess } from './hold-process.ts';
import { networkError } from './network-error.ts';

export interface TransportOptions {
  /** With or without a slash at the end. */
  readonly apiUrl: string;
  readonly token: string;
  readonly clock: Clock;
  /** Milliseconds that one try may take, 30,000 by default. */
  readonly timeoutMs?: number | undefined;
  /** Waits between the tries of a repeatable request. */
  readonly backoff?: Backoff | undefined;
  /** For whom to act: the server puts it on the record. Left out where it is not printable ASCII of 64 characters. */
  readonly actor?: string | undefined;
}

export interface HttpRequest {
  readonly method: Endpoint['method'];
  /** Starts with a slash, encoded, query included. */
  readonly path: string;
  /** Sent as JSON; absent: no body. */
  readonly body?: unknown;
  /** How often to try; more than 1 only for requests that may safely arrive twice. */
  readonly tries: number;
  /** Milliseconds that one try may take, in place of the transport's own. */
  readonly timeoutMs?: number | undefined;
}

/** One pool of connections to one server. */
export interface Transport {
  /**
   * @returns the parsed JSON of a success
   * @throws UserError `network` or `timeout` when there was no answer, else what the answer said
   */
  send(request: HttpRequest): Promise<unknown>;
  close(): Promise<void>;
}

const defaultBackoff: Backoff = { initialMs: 200, factor: 3, ceilingMs: 2000, jitter: 0.2 };
const maxAnswerBytes = 67_108_864;
/** Longer than this nobody waits for a try, whatever the server's `Retry-After` says. */
const maxAskedMs = 10_000;

interface HttpAnswer {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  /** Milliseconds to wait before another try, by the server's word. */
  readonly askedMs: number;
}

export function createTransport(options: TransportOptions): Transport {
  const { clock, token, timeoutMs = 30_000, backoff = defaultBackoff } = options;
  const base = options.apiUrl.replace(/\/+$/, '');
  let pool: Promise<Agent> | null = null;
  let closed = false;
  const cancelWaits = new Set<() => void>();

  const actor = isActor(options.actor ?? '') ? { [actorHeader]: options.actor } : {};

  const sendOnce = async ({ method, path, body, ...own }: HttpRequest): Promise<HttpAnswer> => {
    const url = `${base}${path}`;
    if (closed) throw new UserError('network', 'The connection is closed');
    // Loaded with the first request: a console that starts up paints before that.
    const { request } = await import('undici');
    pool ??= openPool();
    try {
      const answer = await request(url, {
        dispatcher: await pool,
        method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          ...actor,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(own.timeoutMs ?? timeoutMs),
      });
      const { statusCode: status, headers } = answer;
      return { url, status, text: await answer.body.text(), askedMs: askedWait(headers['retry-after']) };
    } catch (thrown) {
      throw thrown instanceof UserError ? thrown : networkError(thrown, url);
    }
  };

  return {
    async send(request) {
      for (let failures = 1; ; failures++) {
        let askedMs = 0;
        try {
          const answer = await sendOnce(request);
          askedMs = answer.askedMs;
          return readAnswer(answer);
        } catch (thrown) {
          if (failures >= request.tries || closed || !mayPass(thrown)) throw thrown;
          const delayMs = backoffDelay(backoff, failures, Math.random());
          await wait(clock, Math.max(delayMs, askedMs), cancelWaits);
        }
      }
    },
    async close() {
      closed = true;
      for (const cancel of cancelWaits) cancel();
      await (await pool)?.destroy();
    },
  };
}

async function openPool(): Promise<Agent> {
  const { Agent } = await import('undici');
  return new Agent({ connections: 8, keepAliveTimeout: 20_000, maxResponseSize: maxAnswerBytes });
}

/** Milliseconds that a server asks to wait; 0 where it asks for nothing, or for a date. */
function askedWait(retryAfter: string | string[] | undefined): number {
  const seconds = /^\d{1,9}$/.test(String(retryAfter)) ? Number(retryAfter) : 0;
  return Math.min(seconds * 1000, maxAskedMs);
}

function readAnswer({ url, status, text }: HttpAnswer): unknown {
  const body = parseJson(text);
  if (status >= 200 && status < 300) {
    if (body !== undefined) return body;
    throw new UserError('unavailable', `${new URL(url).origin} answered with something other than JSON`, {
      fix: 'Check the API URL of the context (vfjobs contexts show).',
    });
  }
  if (status >= 300 && status < 400) {
    // Following it would hand the token to wherever it points.
    throw new UserError('unsupported', `${new URL(url).origin} redirects to another address`, {
      fix: 'Use the address that it redirects to as the API URL of the context.',
    });
  }
  const error = errorFromProblem(status, body);
  if (status !== 401) throw error;
  throw new UserError('auth', error.message, {
    fix: 'Check the token of the context (vfjobs contexts show), or log in again.',
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function mayPass(thrown: unknown): boolean {
  if (!(thrown instanceof UserError)) return false;
  return ['network', 'timeout', 'unavailable', 'busy'].includes(thrown.kind);
}

/** The wait before another try; cut short when the transport closes. */
function wait(clock: Clock, delayMs: number, cancels: Set<() => void>): Promise<void> {
  return new Promise((resolve) => {
    const letGo = holdProcess();
    const done = () => {
      letGo();
      cancels.delete(done);
      cancelTimer();
      resolve();
    };
    const cancelTimer = clock.after(delayMs, done);
    cancels.add(done);
  });
}
