import { capabilitiesFromWire } from '../api/capabilities.ts';
import type { Capabilities } from '../model/capabilities.ts';

/** What a server can do that has the documented API and none of our additions. */
export function documentedAbilities(apiUrl: string): Capabilities {
  const server = new URL(apiUrl).host;
  return capabilitiesFromWire({
    server,
    version: 'unknown',
    generations: ['jobs', 'runs'],
    abilities: { schedules: true },
  });
}
