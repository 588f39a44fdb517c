import type { Client } from '../../client/client.ts';
import type { Ability } from '../../model/capabilities.ts';
import { UserError } from '../../model/errors.ts';

const missing = {
  schedulePreview: 'does not tell when a schedule fires',
  scheduleSlots: 'does not tell what became of the slots of a schedule',
  scheduleBackfill: 'makes no runs for slots of the past',
} as const satisfies Partial<Record<Ability, string>>;

/** @throws UserError `unsupported` which names what the server lacks. @param fix what to do in its place */
export async function requireAbility(
  client: Client,
  ability: keyof typeof missing,
  fix?: string,
): Promise<void> {
  const able = (await client.capabilities()).abilities[ability];
  if (able === true) return;
  throw new UserError('unsupported', `This server ${missing[ability]}. ${able}`, { fix });
}
