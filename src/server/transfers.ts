import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { problemOf } from '../api/problem.ts';
import type { Executor } from '../executor/executor.ts';
import { maxUploadBytes } from '../executor/project-files/max-upload.ts';
import { tooLarge } from '../executor/project-files/write-stream.ts';
import type { Clock } from '../lib/clock.ts';
import { UserError } from '../model/errors.ts';
import { refuseRequest, sendJson } from './answers.ts';
import type { Refusal } from './refusal.ts';

/** What a ticket is for. */
export interface TransferPlan {
  /** `send`: one file to the server, once. `read`: one file from it, as often as asked. */
  readonly kind: 'send' | 'read';
  /** Of an upload. */
  readonly path: string;
}

/**
 * Files travel outside the API proper: their addresses have a ticket in the path instead of a token,
 * because those who send and read them add no token (contract section 7.3).
 */
export interface Transfers {
  /** A new address, below the server's own. Epoch milliseconds when it ends. */
  open(plan: TransferPlan): { readonly path: string; readonly expiresAt: number };
  /** What the path of a request has of a ticket; null for a path of the API proper. */
  check(request: IncomingMessage): 'good' | 'bad' | null;
  /** Answers a request whose ticket is good. */
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const prefix = '/transfers/';
const lifeMs = 300_000;
/** The oldest is forgotten when there are more. */
const maxTickets = 10_000;

export function createTransfers(
  { files }: Pick<Executor, 'files'>,
  clock: Clock,
  onError: (error: unknown) => void,
): Transfers {
  const tickets = new Map<string, TransferPlan & { readonly expiresAt: number }>();
  const planOf = ({ url = '' }: IncomingMessage) => {
    const plan = tickets.get(url.slice(prefix.length));
    return plan === undefined || plan.expiresAt <= clock.now() ? null : plan;
  };

  const receive = async (path: string, request: IncomingMessage, response: ServerResponse) => {
    if (Number(request.headers['content-length'] ?? 0) > maxUploadBytes) throw tooLarge(maxUploadBytes);
    // Not destroyed when it is refused half-way: its sender is told why.
    const upload = await files.writeUpload(path, request.iterator({ destroyOnReturn: false }));
    sendJson(response, 200, { path: upload.path, upload_id: upload.id, size: upload.size });
  };
  const send = async (path: string, request: IncomingMessage, response: ServerResponse) => {
    const { size, bytes } = await files.readUpload(path);
    response.writeHead(200, { ...fileHeaders, 'content-length': size });
    if (request.method === 'HEAD' || size === 0) {
      bytes.destroy();
      response.end();
    } else await pipeline(bytes, response);
  };

  return {
    open(plan) {
      const oldest = tickets.keys().next().value;
      if (tickets.size >= maxTickets && oldest !== undefined) tickets.delete(oldest);
      const ticket = randomBytes(32).toString('base64url');
      const expiresAt = clock.now() + lifeMs;
      tickets.set(ticket, { ...plan, expiresAt });
      return { path: prefix + ticket, expiresAt };
    },
    check(request) {
      if (!request.url?.startsWith(prefix)) return null;
      return planOf(request) === null ? 'bad' : 'good';
    },
    async serve(request, response) {
      const plan = planOf(request);
      if (plan === null) return;
      const allowed = plan.kind === 'send' ? ['PUT'] : ['GET', 'HEAD'];
      if (!allowed.includes(request.method ?? '')) return refuseRequest(response, wrongMethod(allowed));
      if (plan.kind === 'send') tickets.delete((request.url ?? '').slice(prefix.length));
      try {
        await (plan.kind === 'send' ? receive : send)(plan.path, request, response);
      } catch (thrown) {
        fail(request, response, thrown, onError);
      }
    },
  };
}

const fileHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-type': 'application/octet-stream',
  'content-disposition': 'attachment',
};

function wrongMethod(allowed: readonly string[]): Refusal {
  const message = `This address takes ${allowed.join(' and ')} only`;
  return { status: 405, error: new UserError('invalid', message) };
}

function fail(
  request: IncomingMessage,
  response: ServerResponse,
  thrown: unknown,
  onError: (error: unknown) => void,
): void {
  // A client that went away is nobody's bug, and has nobody to tell.
  const isGone = request.errored !== null || response.destroyed;
  if (!isGone && !(thrown instanceof UserError)) onError(thrown);
  if (isGone || response.headersSent) return void response.destroy();
  const unknown = new UserError('unavailable', 'The file could not be moved: an error of the server');
  const error = thrown instanceof UserError ? thrown : unknown;
  refuseRequest(response, { status: problemOf(error).status, error });
}
