import type { Clock } from '../../lib/clock.ts';
import type { CallEndpoint } from '../call.ts';
import type { Client } from '../client.ts';

/** What watching needs of the client that it belongs to. */
export interface WatchBase {
  readonly apiUrl: string;
  readonly token: string;
  readonly project: string;
  readonly clock: Clock;
  readonly call: CallEndpoint;
  readonly capabilities: Client['capabilities'];
  readonly runs: Pick<Client['runs'], 'list' | 'get' | 'events' | 'log'>;
}
