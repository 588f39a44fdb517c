import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { UserError } from '../model/errors.ts';
import type { Grant, Verdict } from './grant.ts';
import type { Names } from './names.ts';
import { bodyTooLarge, maxBodyBytes } from './read-body.ts';
import type { Refusal } from './refusal.ts';
import { createTokenCheck, type TokenFinding, type Tokens } from './token-check.ts';

export type Gate = (request: IncomingMessage) => Verdict;

export interface GateParts extends Tokens {
  /** Asked for with each request, because the port is known only after listening. */
  readonly names: () => Names;
  /** What a ticket in the path says about a request; null for a path that has no place for one. */
  readonly checkTicket: (request: IncomingMessage) => 'good' | 'bad' | null;
}

const maxUrlLength = 8192;
const readingMethods: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * What every request passes before anything of it is read, upgrades included: the name it asks
 * for, where it comes from, its token and the form of its body.
 */
export function createGate({ names, checkTicket, ...tokens }: GateParts): Gate {
  const checkToken = createTokenCheck(tokens);
  return (request) => {
    const { headers } = request;
    const foreign = refuseUrl(request) ?? refuseHost(headers, names()) ?? refuseOrigin(headers, names());
    if (foreign !== null) return refused(foreign);
    const ticket = checkTicket(request);
    if (ticket === 'bad') return badTicket;
    return ticket === 'good' ? byTicket : verdictOf(request, checkToken(headers));
  };
}

function verdictOf({ headers, method = '' }: IncomingMessage, found: TokenFinding): Verdict {
  if (found === 'none' || found === 'wrong') return refused(refuseToken(found));
  const refusal =
    (found === 'read-only' ? refuseChange(method) : null) ?? refuseLength(headers) ?? refuseBodyType(headers);
  return refusal === null ? granted({ access: found, byTicket: false }) : refused(refusal);
}

function refuseUrl({ url = '' }: IncomingMessage): Refusal | null {
  if (url.length <= maxUrlLength) return null;
  return refuse(414, 'invalid', `The URL is longer than ${maxUrlLength} bytes`);
}

/** A name that leads here through a foreign DNS answer is not one of ours (DNS rebinding). */
function refuseHost(headers: IncomingHttpHeaders, { hosts }: Names): Refusal | null {
  const host = headers.host?.toLowerCase() ?? '';
  if (hosts.has(host)) return null;
  return refuse(421, 'forbidden', `This server does not answer for the host "${host.slice(0, 255)}"`, {
    fix: `Address it as ${[...hosts][0]}; a tunnel needs the same port number at both ends.`,
  });
}

/** A web page elsewhere must not reach this API through the user's browser. */
function refuseOrigin(headers: IncomingHttpHeaders, { origins }: Names): Refusal | null {
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  if ((origin === undefined || origins.has(origin)) && !foreignSite) return null;
  return refuse(403, 'forbidden', 'Requests from web pages of other origins are refused');
}

function refuseToken(found: Extract<TokenFinding, 'none' | 'wrong'>): Refusal {
  const message =
    found === 'none' ? 'The request carries no token' : 'The token is not the one of this server';
  return refuse(401, 'auth', message, {
    fix: 'Send "Authorization: Bearer <token>" or "X-API-Key: <token>".',
  });
}

function refuseChange(method: string): Refusal | null {
  if (readingMethods.has(method)) return null;
  return refuse(403, 'forbidden', `The token only reads: ${method} changes something`, {
    fix: 'Use the full token of this executor, which its owner finds in .vfjobs/token.',
  });
}

function refuseLength(headers: IncomingHttpHeaders): Refusal | null {
  const announced = Number(headers['content-length'] ?? 0);
  return announced > maxBodyBytes ? { status: 413, error: bodyTooLarge() } : null;
}

/** HTML forms can send other types across origins without asking; JSON they cannot. */
function refuseBodyType(headers: IncomingHttpHeaders): Refusal | null {
  const hasBody = Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;
  if (!hasBody || /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) return null;
  return refuse(415, 'invalid', 'The body must be sent as application/json');
}

const byTicket = granted({ access: 'full', byTicket: true });
const badTicket = refused(
  refuse(404, 'not-found', 'This address has been used, has expired or never was', {
    fix: 'Ask for a new one: POST P/uploads to send a file, GET P/uploads/{upload}/url to read one.',
  }),
);

function granted(grant: Grant): Verdict {
  return { grant, refusal: null };
}

function refused(refusal: Refusal): Verdict {
  return { grant: null, refusal };
}

function refuse(
  status: number,
  kind: UserError['kind'],
  message: string,
  options: { fix?: string } = {},
): Refusal {
  return { status, error: new UserError(kind, message, options) };
}
