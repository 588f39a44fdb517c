import type { ConsoleModel } from './console-model.ts';
import type { ConsoleState } from './console-state.ts';

export const defaultArmMinutes = 15;
export const maxArmMinutes = 240;

/** Why nothing may be changed over this connection, whatever the link; null when it may be. */
export function lookOnlyReason(state: Pick<ConsoleState, 'connection' | 'arming'>): string | null {
  const { contextName } = state.connection;
  const why = startsReadReason(state);
  if (why === null || state.arming.armed?.contextName === contextName) return lockReason(state);
  return lockReason(state) ?? `${why}; :rw arms writing for ${defaultArmMinutes} minutes`;
}

/** Why writing can't be armed here at all; null when it can, or needs no arming. */
export function lockReason({
  connection,
  arming,
}: Pick<ConsoleState, 'connection' | 'arming'>): string | null {
  if (connection.capabilities?.access === 'read-only') return 'the token of this connection only reads';
  return arming.isLocked ? 'the console was started with --read-only' : null;
}

/** Why the context is read-only until writing is armed; null when it is not. */
export function startsReadReason({ connection }: Pick<ConsoleState, 'connection'>): string | null {
  const { readOnly, isProduction, contextName } = connection;
  if (readOnly) return `the context “${contextName}” is read-only`;
  return isProduction ? `the context “${contextName}” is production and starts read-only` : null;
}

/** Until when writing is armed here, epoch ms; null when it is not, or need not be. */
export function armedUntil({
  connection,
  arming,
}: Pick<ConsoleState, 'connection' | 'arming'>): number | null {
  const { armed } = arming;
  return armed?.contextName === connection.contextName ? armed.until : null;
}

/** Lets this context be written to; ends by itself. */
export function armWriting({ store, clock }: ConsoleModel, minutes: number): void {
  const { contextName } = store.getState().connection;
  const armed = { contextName, until: clock.now() + minutes * 60_000 };
  store.setState(({ arming }) => ({ arming: { ...arming, armed } }));
  clock.after(minutes * 60_000, () => {
    // Armed anew meanwhile: that has its own end.
    if (store.getState().arming.armed === armed) disarmWriting(store);
  });
}

export function disarmWriting(store: ConsoleModel['store']): void {
  store.setState(({ arming }) => ({ arming: { ...arming, armed: null } }));
}

/** Ends an arming whose time is over, also where a sleeping computer has kept its timer from it. */
export function expireArming({ store, clock }: ConsoleModel): void {
  const { armed } = store.getState().arming;
  if (armed !== null && armed.until <= clock.now()) disarmWriting(store);
}
