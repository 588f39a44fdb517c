import type { LinkState } from './link-state.ts';

/**
 * What the link carries: bytes of requests, answers and channel frames as they are on the wire, headers
 * included and compressed where they are, without those of TLS and TCP. Counted from when the client was made; the
 * members change in place.
 */
export interface Traffic {
  /** By name of the endpoint, as in the endpoint table. */
  readonly endpoints: ReadonlyMap<string, EndpointTraffic>;
  readonly channel: ChannelTraffic;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Milliseconds of the latest round trips, oldest first: of requests that read, and of pings. */
  readonly roundTripMs: readonly number[];
  /** The server's clock minus ours, milliseconds; null before it told. */
  readonly skewMs: number | null;
  /** When the server was last heard, epoch ms; null before the first time. */
  readonly heardAt: number | null;
  /** How the link changed, oldest first. */
  readonly links: readonly LinkChange[];
  /** Calls the listener after anything changed; answers the function that ends that. */
  listen(listener: () => void): () => void;
}

export interface EndpointTraffic {
  readonly requests: number;
  /** Those without an answer. */
  readonly lost: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** What the answers would have been without compression. */
  readonly plainBytesIn: number;
}

export interface ChannelTraffic {
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly messages: number;
  /** How often it was opened. */
  readonly opened: number;
  /** Of the newest. */
  readonly isCompressed: boolean;
  /** The newest was asked to be; false for one to this machine that was opened while the link was not slow. */
  readonly wasAskedToCompress: boolean;
}

export interface LinkChange {
  /** Epoch ms. */
  readonly at: number;
  readonly kind: LinkState['kind'];
  /** Null where there is nothing to say, as of a link that is live. */
  readonly reason: string | null;
}

/** How sparing the client is to be. */
export interface Pace {
  /** Milliseconds between two polls, where there is no channel. */
  readonly pollMs: number;
  /** The link is slow: compressed answers and smaller pages. */
  readonly isSlow: boolean;
}

export const usualPace: Pace = { pollMs: 2000, isSlow: false };
