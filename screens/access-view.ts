import { type ConnectionState, onlyLooksReason } from '../src/store/connection-state.ts';
import type { Span } from '../src/terminal/row.ts';

/** The part of the title that says whether keys may act: WRITE or READ. */
export function accessSpan(connection: ConnectionState): Span {
  return onlyLooksReason(connection) === null ? { text: '  WRITE' } : { text: '  READ', style: 'warn' };
}
