export type { ChannelTraffic, EndpointTraffic, LinkChange, Traffic } from '../client/traffic.ts';

import type { LinkChange } from '../client/traffic.ts';
import type { SlowDecision, SlowMode } from './slow-link.ts';

/** What the terminal was sent, and how fast it drew it; counted since the console was opened. */
export interface TerminalTraffic {
  readonly bytes: number;
  readonly frames: number;
  /** Milliseconds from the latest bulk frames to the terminal's word that it drew them. */
  readonly replyMs: readonly number[];
}

/** What is known of the link beyond `connection`. */
export interface NetState {
  readonly mode: SlowMode;
  readonly decision: SlowDecision;
  /** Bytes per second that the terminal was sent in the last seconds. */
  readonly terminalRate: number;
  /** How the links before this client's went, oldest first. */
  readonly earlierLinks: readonly LinkChange[];
  /** First row of the screen in view. */
  readonly top: number;
}

export function quietNet(): NetState {
  return {
    mode: 'auto',
    decision: { isSlow: false, reason: null, since: 0 },
    terminalRate: 0,
    earlierLinks: [],
    top: 0,
  };
}
