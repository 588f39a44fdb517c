import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { bearerProtocolPrefix } from '../api/channel.ts';
import type { Access } from '../model/capabilities.ts';

/** The secrets that open the API. */
export interface Tokens {
  /** Whoever sends it may do everything. */
  readonly token: string;
  /** Whoever sends it may look at everything; null: there is none. */
  readonly readOnlyToken: string | null;
}

/** What the token of a request allows; `none` where it carries none, `wrong` for any other. */
export type TokenFinding = Access | 'none' | 'wrong';

export function createTokenCheck({
  token,
  readOnlyToken,
}: Tokens): (headers: IncomingHttpHeaders) => TokenFinding {
  const full = sha256(token);
  // Without a second token nothing has its hash.
  const readOnly = readOnlyToken === null ? null : sha256(readOnlyToken);
  return (headers) => {
    const given = tokenIn(headers);
    if (given === null) return 'none';
    const hash = sha256(given);
    // Hashes have one length, so the comparison tells nothing about the token's; both are always made.
    const isFull = timingSafeEqual(hash, full);
    const isReadOnly = readOnly !== null && timingSafeEqual(hash, readOnly);
    if (isFull) return 'full';
    return isReadOnly ? 'read-only' : 'wrong';
  };
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

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
