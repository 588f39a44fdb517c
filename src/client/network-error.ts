import { messageOf, UserError } from '../model/errors.ts';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was closed',
  UND_ERR_SOCKET: 'the connection was closed',
  EPIPE: 'the connection was closed',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name could not be looked up',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'it did not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'it did not answer in time',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is self-signed',
  CERT_HAS_EXPIRED: 'its certificate has expired',
};

/**
 * The error for a request that got no answer.
 * @param thrown whatever the HTTP or WebSocket library threw
 */
export function networkError(thrown: unknown, url: string): UserError {
  const origin = new URL(url).origin;
  if (isTimeout(thrown)) {
    return new UserError('timeout', `${origin} did not answer in time`, {
      fix: 'Try again; if it stays slow, look at the machine that serves it.',
      cause: thrown,
    });
  }
  return new UserError('network', `Can't reach ${origin}: ${reasonOf(thrown)}`, {
    fix: 'Check that the server runs, and the API URL of the context (vfjobs contexts show).',
    cause: thrown,
  });
}

function isTimeout(thrown: unknown): boolean {
  const code = codeOf(thrown);
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return true;
  return thrown instanceof Error && thrown.name === 'TimeoutError';
}

/** A host with several addresses fails with one error for each of them. */
function reasonOf(thrown: unknown): string {
  const first: unknown = thrown instanceof AggregateError ? thrown.errors[0] : thrown;
  return reasons[codeOf(thrown) ?? codeOf(first) ?? ''] ?? messageOf(first);
}

function codeOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}
