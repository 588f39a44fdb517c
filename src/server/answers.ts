import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { problemOf } from '../api/problem.ts';
import type { UserError } from '../model/errors.ts';
import type { Refusal } from './refusal.ts';

const shared = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
/** Queues and rates have room again within moments; in seconds. */
const busyHeaders = { 'retry-after': '1' };
const problemHeaders = { ...shared, 'content-type': 'application/problem+json' };

export function jsonAnswer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...shared, 'content-type': 'application/json' },
  });
}

/** @param status where it is not the one that the error's kind has */
export function problemAnswer(
  error: UserError,
  status?: number,
  headers: Record<string, string> = {},
): Response {
  const problem = problemOf(error, status);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { ...problemHeaders, ...(error.kind === 'busy' ? busyHeaders : {}), ...headers },
  });
}

/** The same past the application, for what is not part of the API proper. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { ...shared, 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Answers a request whose body nobody has read and nobody will. */
export function refuseRequest(response: ServerResponse, { status, error }: Refusal): void {
  response.writeHead(status, { ...problemHeaders, connection: 'close' });
  response.end(JSON.stringify(problemOf(error, status)));
}

/** Answers an upgrade that is not granted, and closes the connection. */
export function refuseUpgrade(socket: Duplex, { status, error }: Refusal): void {
  const body = JSON.stringify(problemOf(error, status));
  const headers = { ...problemHeaders, connection: 'close', 'content-length': Buffer.byteLength(body) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n${body}`);
}
