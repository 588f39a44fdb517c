import type { Clock } from '../lib/clock.ts';
import type { ConsoleModel } from './console-model.ts';
import { reach } from './reach.ts';

/** A command that asks a person for something must not ask all the time. */
const leastMs = 60_000;

/**
 * Connects again after a refusal where that brings a new token, as from a command that prints one that
 * expires; not again for a minute, whatever comes of it.
 */
export function createTokenRenewal(clock: Clock): (model: ConsoleModel) => void {
  let renewedAt = Number.NEGATIVE_INFINITY;
  return (model) => {
    if (!model.store.getState().connection.renewsToken || clock.now() - renewedAt < leastMs) return;
    renewedAt = clock.now();
    void reach(model);
  };
}
