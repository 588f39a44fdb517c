import { connect } from '../src/store/connect.ts';
import { reach } from '../src/store/reach.ts';
import { resync } from '../src/store/resync.ts';
import { type ConsoleParts, stateOf } from './parts.ts';

/** Asks the server again for what is on the screen; without a server, tries to reach one. */
export function refreshNow(parts: ConsoleParts): void {
  const { phase, link } = stateOf(parts).connection;
  if (phase === 'failed') void connect(parts.model);
  if (phase !== 'ready') return;
  if (link.kind === 'offline' || link.kind === 'refused') return void reach(parts.model);
  if (link.kind === 'polling') parts.model.sync.reconnect();
  void resync(parts.model);
}
