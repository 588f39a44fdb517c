import { z } from 'zod';
import { eventLevels } from '../model/event.ts';
import type { ScheduleEvent } from '../model/schedule-event.ts';
import { type Slot, type SlotCause, type SlotOutcome, slotCauses, slotOutcomes } from '../model/slot.ts';
import { nullableText, wireJson } from './field.ts';

/** Ours: what became of one slot of a schedule. */
export const wireSlot = z.object({
  schedule_id: z.string(),
  scheduled_for: z.string(),
  outcome: z.enum(slotOutcomes),
  /** A newer server may know more causes. */
  cause: z.string(),
  reason_text: nullableText,
  run_id: nullableText,
  decided_at: z.string(),
});

/** Ours: a fact about a schedule. */
export const wireScheduleEvent = z.object({
  id: z.number().int(),
  schedule_id: z.string(),
  type: z.string(),
  level: z.enum(eventLevels).catch('info'),
  message: z.string(),
  payload: wireJson,
  created_at: z.string(),
});

export function slotToWire(slot: Slot): z.infer<typeof wireSlot> {
  return {
    schedule_id: slot.scheduleId,
    scheduled_for: slot.at,
    outcome: slot.outcome,
    cause: slot.cause,
    reason_text: slot.reasonText,
    run_id: slot.runId,
    decided_at: slot.decidedAt,
  };
}

const plainestCause: Readonly<Record<SlotOutcome, SlotCause>> = {
  fired: 'time',
  skipped: 'limit',
  missed: 'late',
};

/** A cause that this program does not know is told by its text, or its word. */
export function slotFromWire(wire: z.infer<typeof wireSlot>): Slot {
  const known = slotCauses.find((cause) => cause === wire.cause);
  return {
    scheduleId: wire.schedule_id,
    at: wire.scheduled_for,
    outcome: wire.outcome,
    cause: known ?? plainestCause[wire.outcome],
    reasonText: wire.reason_text ?? (known === undefined ? wire.cause : null),
    runId: wire.run_id,
    decidedAt: wire.decided_at,
  };
}

export function scheduleEventToWire(event: ScheduleEvent): z.infer<typeof wireScheduleEvent> {
  return {
    id: event.id,
    schedule_id: event.scheduleId,
    type: event.type,
    level: event.level,
    message: event.message,
    payload: event.payload,
    created_at: event.createdAt,
  };
}

export function scheduleEventFromWire(wire: z.infer<typeof wireScheduleEvent>): ScheduleEvent {
  return {
    id: wire.id,
    scheduleId: wire.schedule_id,
    type: wire.type,
    level: wire.level,
    message: wire.message,
    payload: wire.payload,
    createdAt: wire.created_at,
  };
}
