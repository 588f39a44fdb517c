import type { Agent, Dispatcher } from 'undici';
import { actorHeader, isActor } from '../api/actor.ts';
import type { Endpoint } from '../api/endpoint.ts';
import { errorFromProblem } from '../api/problem.ts';
import { type Backoff, backoffDelay } from '../lib/backoff.ts';
import type { Clock } from '../lib/clock.ts';
import { UserError } from '../model/errors.ts';
import { sizeOfHeaders, sizeOfRequest } from './exchange-size.ts';
import { holdProcess } from './hold-process.ts';
import { networkError } from './network-error.ts';
import type { Exchange, TrafficMeter } from './traffic-meter.ts';
import { unzipped } from './unzipped.ts';

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
  /** Counts what is sent and received. */
  readonly meter?: TrafficMeter | undefined;
  /** Whether answers are asked for compressed; asked before each request. Absent: never. */
  readonly wantsGzip?: (() => boolean) | undefined;
}

export interface HttpRequest {
  /** Of the endpoint, for the meter. */
  readonly name?: string | undefined;
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
  const { clock, backoff = defaultBackoff } = options;
  const sender = createSender(options);
  let closed = false;
  const cancelWaits = new Set<() => void>();

  return {
    async send(request) {
      for (let failures = 1; ; failures++) {
        let askedMs = 0;
        try {
          if (closed) throw new UserError('network', 'The connection is closed');
          const answer = await sender.sendOnce(request);
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
      await sender.close();
    },
  };
}

/** Sends requests over one pool of connections, each once. */
function createSender(options: TransportOptions) {
  const { clock, meter, timeoutMs = 30_000 } = options;
  const base = options.apiUrl.replace(/\/+$/, '');
  const headersOf = createHeaders(options);
  let pool: Promise<Agent> | null = null;

  const sendOnce = async (asked: HttpRequest): Promise<HttpAnswer> => {
    const { method, path } = asked;
    const url = `${base}${path}`;
    // Loaded with the first request: a console that starts up paints before that.
    const { request } = await import('undici');
    pool ??= openPool();
    const headers = headersOf(asked.body !== undefined);
    const body = asked.body === undefined ? null : JSON.stringify(asked.body);
    const exchange: Exchange = {
      name: asked.name ?? path,
      isRead: method === 'GET',
      bytesOut: sizeOfRequest(method, url, headers, body),
      sentAt: clock.now(),
    };
    try {
      const signal = AbortSignal.timeout(asked.timeoutMs ?? timeoutMs);
      const answer = await request(url, { dispatcher: await pool, method, headers, body, signal });
      return { url, ...(await readBody(answer, exchange, clock.now(), meter)) };
    } catch (thrown) {
      if (thrown instanceof UserError) throw thrown;
      meter?.lost(exchange);
      throw networkError(thrown, url);
    }
  };
  return {
    sendOnce,
    async close() {
      await (await pool)?.destroy();
    },
  };
}

function createHeaders({ token, actor, wantsGzip }: TransportOptions) {
  const acting = isActor(actor ?? '') ? { [actorHeader]: actor } : {};
  return (hasBody: boolean) => ({
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    ...acting,
    ...(wantsGzip?.() === true ? { 'accept-encoding': 'gzip' } : {}),
    ...(hasBody ? { 'content-type': 'application/json' } : {}),
  });
}

async function readBody(
  { statusCode: status, headers, body }: Dispatcher.ResponseData,
  exchange: Exchange,
  headersAt: number,
  meter: TrafficMeter | undefined,
): Promise<Omit<HttpAnswer, 'url'>> {
  const raw = Buffer.from(await body.arrayBuffer());
  const encoding = headers['content-encoding']?.toString() ?? '';
  const text = await unzipped(raw, encoding, maxAnswerBytes);
  const headerBytes = sizeOfHeaders(headers);
  meter?.answered(exchange, {
    bytesIn: headerBytes + raw.length,
    plainBytesIn: headerBytes + (encoding === '' ? raw.length : Buffer.byteLength(text)),
    headersAt,
    isGood: status < 400,
    date: headers['date']?.toString(),
  });
  return { status, text, askedMs: askedWait(headers['retry-after']) };
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
