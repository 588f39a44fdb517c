import { z } from 'zod';
import { abilities, type Capabilities } from '../model/capabilities.ts';

/**
 * Ours: what this server can do, with a reason for each missing ability. Open on purpose: servers of
 * other versions may know more abilities, or fewer.
 */
export const wireCapabilities = z.object({
  server: z.string(),
  version: z.string(),
  generations: z.array(z.string()),
  abilities: z.record(z.string(), z.union([z.literal(true), z.string()])),
});

const notOffered = 'This server does not offer it.';

export function capabilitiesFromWire(wire: z.infer<typeof wireCapabilities>): Capabilities {
  const told = abilities.map((ability) => [ability, wire.abilities[ability] ?? notOffered]);
  return {
    server: wire.server,
    version: wire.version,
    generations: (['jobs', 'runs'] as const).filter((generation) => wire.generations.includes(generation)),
    abilities: Object.fromEntries(told) as Capabilities['abilities'],
  };
}
