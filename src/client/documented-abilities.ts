import { abilities, type Capabilities } from '../model/capabilities.ts';

const notOffered = 'This server does not offer it.';

/** What a server can do that has the documented API and none of our additions. */
export function documentedAbilities(apiUrl: string): Capabilities {
  const missing = Object.fromEntries(abilities.map((ability) => [ability, notOffered]));
  return {
    server: new URL(apiUrl).host,
    version: 'unknown',
    generations: ['jobs', 'runs'],
    abilities: missing as Capabilities['abilities'],
  };
}
