import { placeOfFault, type SourceFault } from '../../../model/source-fault.ts';
import type { ScheduleParts } from '../schedule-parts.ts';
import type { ScheduleEventDraft } from '../schedule-pen.ts';

const faultType = 'schedule.source-fault';
const mendedType = 'schedule.source-mended';

/** Faults that one event names. */
const mostNamed = 5;
/** Events of a schedule in which the last one about its file is looked for. */
const mostLookedAt = 100;

/**
 * Writes to the events of a schedule what is wrong with its file, and when that is over: once each, also when the
 * executor is started anew meanwhile.
 */
export function createFaultTeller({ storage, ledger }: Pick<ScheduleParts, 'storage' | 'ledger'>) {
  return async (faults: readonly SourceFault[]): Promise<void> => {
    const bySchedule = Map.groupBy(faults, ({ scheduleId }) => scheduleId);
    const events = storage.schedules.allOfSource().flatMap(({ id }) => {
      const event = nextEvent(bySchedule.get(id) ?? [], toldLast(storage, id));
      return event === null ? [] : [{ id, event }];
    });
    if (events.length === 0) return;
    await ledger.record((pen) => {
      for (const { id, event } of events) pen.schedules.append(id, event);
    });
  };
}

/** What was told of it last, if that still holds. */
function toldLast({ scheduleEvents }: ScheduleParts['storage'], id: string): string | null {
  const last = scheduleEvents
    .newest(id, mostLookedAt)
    .find(({ type }) => type === faultType || type === mendedType);
  return last?.type === faultType ? last.message : null;
}

function nextEvent(faults: readonly SourceFault[], told: string | null): ScheduleEventDraft | null {
  const [first] = faults;
  if (first === undefined) return told === null ? null : mended;
  const named = faults.slice(0, mostNamed).map((fault) => `${placeOfFault(fault)}: ${fault.message}`);
  const message = `Goes on with what its file said before. ${named.join('; ')}`;
  if (message === told) return null;
  const payload = {
    faults: faults.slice(0, mostNamed).map(({ code, message: text, sourcePath, line }) => ({
      code,
      message: text,
      source_path: sourcePath,
      line,
    })),
  };
  return { type: faultType, level: 'error', message, payload };
}

const mended: ScheduleEventDraft = {
  type: mendedType,
  level: 'info',
  message: 'Its file is right again.',
  payload: {},
};
