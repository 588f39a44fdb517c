import type { Client, LinkState } from '../client/client.ts';
import type { Capabilities } from '../model/capabilities.ts';
import type { Problem } from './problem.ts';

/** What the link carries now. */
export interface TrafficRate {
  /** Bytes per second over the last seconds, requests and channel. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Median of the latest round trips, milliseconds; null before the first. */
  readonly roundTripMs: number | null;
}

/** Whom the console talks to and how that goes. */
export interface ConnectionState {
  readonly contextName: string;
  readonly readOnly: boolean;
  /** `starting` until a server answers; `failed` when none does. */
  readonly phase: 'starting' | 'ready' | 'failed';
  readonly problem: Problem | null;
  /** Null before a server answered. */
  readonly client: Client | null;
  readonly link: LinkState;
  readonly capabilities: Capabilities | null;
  /** Slug of the project, null before the server told. */
  readonly project: string | null;
  readonly ownsExecutor: boolean;
  /** Connecting again may bring another token. */
  readonly renewsToken: boolean;
  /** The context is marked as production: acting there asks for more than one key. */
  readonly isProduction: boolean;
  /** Null before anything was carried. */
  readonly traffic: TrafficRate | null;
  /** The server's clock minus ours, milliseconds; 0 while they agree within two seconds. */
  readonly clockSkewMs: number;
  /** As of the last traffic to speak of; `heardAt` knows it of now. */
  readonly dataAt: number | null;
  /** Slow-link mode: paint and ask for less. */
  readonly isSlow: boolean;
}

export function startingConnection(
  contextName: string,
  readOnly: boolean,
  isProduction: boolean,
): ConnectionState {
  return {
    contextName,
    readOnly,
    phase: 'starting',
    problem: null,
    client: null,
    link: { kind: 'connecting' },
    capabilities: null,
    project: null,
    ownsExecutor: false,
    renewsToken: false,
    isProduction,
    traffic: null,
    clockSkewMs: 0,
    dataAt: null,
    isSlow: false,
  };
}

/** Below this many bytes per second nothing is carried but what keeps the link alive: no figure changes for it. */
export const leastTraffic = 100;

/** When the server was last heard, epoch ms by the server's clock; null before the first answer. */
export function heardAt({ client, dataAt, clockSkewMs }: ConnectionState): number | null {
  const heard = client?.traffic.heardAt ?? null;
  return heard === null ? dataAt : heard + clockSkewMs;
}

/** True when what is on the screen is what the server told before the link was lost. */
export function isLinkLost({ phase, link }: Pick<ConnectionState, 'phase' | 'link'>): boolean {
  return phase === 'ready' && (link.kind === 'offline' || link.kind === 'refused');
}

/** True when nothing can be asked of the server now. */
export function isOffline(connection: ConnectionState): boolean {
  return (
    connection.phase !== 'ready' || connection.link.kind === 'offline' || connection.link.kind === 'refused'
  );
}
