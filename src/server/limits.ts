/** Against clients that send too slowly, in milliseconds. */
export interface SlowLimits {
  /** For the head of a request. */
  readonly headersTimeout: number;
  /** For all of a request, its body included. */
  readonly requestTimeout: number;
  /** How often both are looked at. */
  readonly connectionsCheckingInterval: number;
}

/** What Node's server is made with. Sizes in bytes. */
export const limits: SlowLimits & { readonly maxHeaderSize: number; readonly keepAliveTimeout: number } = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5000,
  keepAliveTimeout: 30_000,
  maxHeaderSize: 16_384,
};

/** Channels and requests together. */
export const maxConnections = 10_000;

/** A connection on which nothing moves, such as that of a client that does not read its answer. */
export const silenceMs = 300_000;
