import { z } from 'zod';
import { type Ability, abilities, accesses, type Capabilities } from '../model/capabilities.ts';

/**
 * Ours: what this server can do, with a reason for each missing ability. Open on purpose: servers of
 * other versions may know more abilities, or fewer.
 */
export const wireCapabilities = z.object({
  server: z.string(),
  version: z.string(),
  generations: z.array(z.string()),
  abilities: z.record(z.string(), z.union([z.literal(true), z.string()])),
  access: z.enum(accesses).optional(),
});

const notOffered = 'This server does not offer it.';
const onlyReads = 'The token of this connection only reads.';

/** Abilities that change something, or need a POST all the same: a token that only reads has none of them. */
const acting: ReadonlySet<Ability> = new Set([
  'retry',
  'batchActions',
  'scheduleEdit',
  'schedulePreview',
  'scheduleBackfill',
]);

export function capabilitiesFromWire(wire: z.infer<typeof wireCapabilities>): Capabilities {
  const { access = 'full' } = wire;
  const told = abilities.map((ability) => {
    const said = wire.abilities[ability] ?? notOffered;
    return [ability, said === true && access === 'read-only' && acting.has(ability) ? onlyReads : said];
  });
  return {
    server: wire.server,
    version: wire.version,
    access,
    generations: (['jobs', 'runs'] as const).filter((generation) => wire.generations.includes(generation)),
    abilities: Object.fromEntries(told) as Capabilities['abilities'],
  };
}
