import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const zip = promisify(gzip);

/** A shorter answer is as quick as it is: it fits into one packet. */
const leastBytes = 1024;
/** Answers are JSON: the higher levels take several times as long and save a few per cent. */
const level = 4;

/** True when a client asks for compressed answers; on one machine nobody does. */
export function asksForGzip({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const accepted = String(headers['accept-encoding'] ?? '');
  return /(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/i.test(accepted);
}

/** The same answer, compressed where that is worth it. */
export async function compressed(answer: Response): Promise<Response> {
  if (answer.body === null || answer.headers.has('content-encoding')) return answer;
  const body = Buffer.from(await answer.arrayBuffer());
  const headers = new Headers(answer.headers);
  headers.set('vary', 'accept-encoding');
  if (body.length < leastBytes) return new Response(body, { status: answer.status, headers });
  headers.set('content-encoding', 'gzip');
  headers.delete('content-length');
  return new Response(await zip(body, { level }), { status: answer.status, headers });
}
