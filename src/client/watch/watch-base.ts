import type { Clock } from '../../lib/clock.ts';
import type { CallEndpoint } from '../call.ts';
import type { Client } from '../client.ts';
import type { SeenSchedules } from '../seen-schedules.ts';
import type { Pace } from '../traffic.ts';
import type { TrafficMeter } from '../traffic-meter.ts';

/** What watching needs of the client that it belongs to. */
export interface WatchBase {
  readonly apiUrl: string;
  readonly token: string;
  readonly project: string;
  readonly clock: Clock;
  readonly call: CallEndpoint;
  readonly capabilities: Client['capabilities'];
  readonly meter: TrafficMeter;
  readonly wantsGzip: () => boolean;
  readonly pace: () => Pace;
  /** Calls the listener when the pace has changed; answers the function that ends that. */
  readonly onPace: (listener: (pace: Pace) => void) => () => void;
  readonly seenSchedules: SeenSchedules;
  readonly runs: Pick<Client['runs'], 'list' | 'get' | 'events' | 'log'>;
}
