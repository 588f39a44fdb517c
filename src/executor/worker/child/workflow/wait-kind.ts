import type { WaitConfig } from './package-types.ts';
import type { StepKind } from './step-teller.ts';

export type WaitKind = Extract<StepKind, 'approval' | 'event' | 'delay'>;

/** The name that the package gives the event of a `delay`. */
const delayEvent = '__delay__';

const maxMessage = 300;

/** What a node waits for. */
export function waitKindOf({ waitType, eventName }: WaitConfig): WaitKind {
  if (waitType === 'approval') return 'approval';
  return eventName === delayEvent ? 'delay' : 'event';
}

/** What it waits for, as a person reads it. */
export function waitMessageOf(config: WaitConfig): string {
  const kind = waitKindOf(config);
  if (kind === 'approval') return String(config.message ?? 'Approval required').slice(0, maxMessage);
  return kind === 'event'
    ? `the event "${config.eventName}"`.slice(0, maxMessage)
    : `${config.timeout} to pass`;
}
