import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { bearerProtocolPrefix } from '../api/channel.ts';
import { UserError } from '../model/errors.ts';
import type { Names } from './names.ts';
import { bodyTooLarge, maxBodyBytes } from './read-body.ts';
import type { Refusal } from './refusal.ts';

export type Gate = (request: IncomingMessage) => Refusal | null;

const maxUrlLength = 8192;

/**
 * What every request passes before anything of it is read, upgrades included: the name it asks
 * for, where it comes from, its token and the form of its body.
 * @param names asked for with each request, because the port is known only after listening
 */
export function createGate(token: string, names: () => Names): Gate {
  const expected = sha256(token);
  return ({ headers, method, url = '' }) => {
    if (url.length > maxUrlLength)
      return refuse(414, 'invalid', `The URL is longer than ${maxUrlLength} bytes`);
    return (
      refuseHost(headers, names()) ??
      refuseOrigin(headers, names()) ??
      refuseToken(headers, expected) ??
      refuseLength(headers) ??
      (method === 'POST' ? refuseBodyType(headers) : null)
    );
  };
}

/** A name that leads here through a foreign DNS answer is not one of ours (DNS rebinding). */
function refuseHost(headers: IncomingHttpHeaders, { hosts }: Names): Refusal | null {
  const host = headers.host?.toLowerCase() ?? '';
  if (hosts.has(host)) return null;
  return refuse(421, 'forbidden', `This server does not answer for the host "${host}"`, {
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

function refuseToken(headers: IncomingHttpHeaders, expected: Buffer): Refusal | null {
  const given = tokenIn(headers);
  // Hashes have one length, so the comparison tells nothing about the token's.
  if (given !== null && timingSafeEqual(sha256(given), expected)) return null;
  const message = given === null ? 'The request carries no token' : 'The token is not the one of this server';
  return refuse(401, 'auth', message, {
    fix: 'Send "Authorization: Bearer <token>" or "X-API-Key: <token>".',
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

function tokenIn(headers: IncomingHttpHeaders): string | null {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const key = headers['x-api-key'];
  return bearer ?? (typeof key === 'string' ? key : null) ?? protocolToken(headers);
}

function protocolToken(headers: IncomingHttpHeaders): string | null {
  const offered = offeredProtocols(headers).find((protocol) => protocol.startsWith(bearerProtocolPrefix));
  return offered?.slice(bearerProtocolPrefix.length) ?? null;
}

function offeredProtocols(headers: IncomingHttpHeaders): string[] {
  return (headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim());
}

function refuse(
  status: number,
  kind: UserError['kind'],
  message: string,
  options: { fix?: string } = {},
): Refusal {
  return { status, error: new UserError(kind, message, options) };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
