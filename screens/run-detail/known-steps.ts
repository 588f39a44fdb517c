import { isJsonObject } from '../../src/lib/json.ts';
import type { RunEvent } from '../../src/model/event.ts';
import type { EventList } from '../../src/store/event-list.ts';

/** A step of a workflow, as its last event tells it. */
export interface KnownStep {
  readonly name: string;
  /** When it began, epoch ms. */
  readonly at: number;
  /** How long it took; null while it goes on. */
  readonly ms: number | null;
  /** The type of its last event, such as `step.completed`. */
  readonly type: string;
}

interface ReadSteps {
  /** Events that were read since the first one ever, and the id of the last of them. */
  count: number;
  lastId: number;
  readonly steps: Map<string, KnownStep>;
}

const read = new WeakMap<EventList, ReadSteps>();

/** The steps that a workflow told, in the order in which they began. Each event is looked at once, not with every paint. */
export function knownSteps(list: EventList): ReadonlyMap<string, KnownStep> {
  const known = read.get(list);
  const next =
    known !== undefined && isContinued(list, known) ? known : { count: 0, lastId: 0, steps: new Map() };
  for (const event of list.events.slice(Math.max(0, next.count - list.dropped))) take(next.steps, event);
  next.count = list.dropped + list.events.length;
  next.lastId = list.events.at(-1)?.id ?? 0;
  read.set(list, next);
  return next.steps;
}

/** False when events came in between those that were read: older ones are read after newer ones were told. */
function isContinued({ events, dropped }: EventList, { count, lastId }: ReadSteps): boolean {
  return count <= dropped || events[count - dropped - 1]?.id === lastId;
}

function take(steps: Map<string, KnownStep>, event: RunEvent): void {
  const name = event.type.startsWith('step.') ? nodeOf(event) : null;
  if (name === null) return;
  const now = Date.parse(event.createdAt);
  const at = steps.get(name)?.at ?? now;
  const isOpen = event.type === 'step.started' || event.type === 'step.waiting';
  const ms = isOpen ? null : Math.max(0, toldDuration(event) ?? now - at);
  steps.set(name, { name, at, ms, type: event.type });
}

function nodeOf({ payload }: RunEvent): string | null {
  const name = isJsonObject(payload) ? (payload['node'] ?? payload['step'] ?? payload['name']) : null;
  return typeof name === 'string' ? name : null;
}

function toldDuration({ payload }: RunEvent): number | null {
  const told = isJsonObject(payload) ? payload['duration_ms'] : null;
  return typeof told === 'number' ? told : null;
}
