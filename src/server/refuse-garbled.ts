import type { Duplex } from 'node:stream';
import { UserError } from '../model/errors.ts';
import { refuseUpgrade } from './answers.ts';
import type { Refusal } from './refusal.ts';

/** Answers what came too slowly, with too long a head, or is no HTTP at all, and cuts it off. */
export function refuseGarbled(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  socket.on('error', () => socket.destroy());
  refuseUpgrade(socket, refusalOf(error.code));
  // A client that sends on and never reads must not keep the connection.
  socket.once('finish', () => socket.destroy());
}

function refusalOf(code: string | undefined): Refusal {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { status: 408, error: new UserError('invalid', 'The request did not arrive in time') };
  }
  if (code === 'HPE_HEADER_OVERFLOW') {
    return { status: 431, error: new UserError('invalid', 'The head of the request is longer than 16 KiB') };
  }
  return { status: 400, error: new UserError('invalid', 'This is not a request of HTTP/1.1') };
}
