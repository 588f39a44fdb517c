import type { Place } from '../../src/store/places.ts';
import { batchCommand } from '../batch-command.ts';
import { open } from '../navigate.ts';
import { openRunFrom } from '../open-run.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { shortId } from '../run-text.ts';
import type { Stop } from '../stop-row.ts';

/** Opens a run that the shown one names. Alone it has no neighbours to go on to. */
export function runStop(runId: string, among: readonly string[] = [runId], name = 'of this run'): Stop {
  return {
    key: `run:${runId}`,
    open(parts) {
      const { detail } = stateOf(parts);
      openRunFrom(parts, runId, { name: `${name} ${shortId(detail?.runId ?? '')}`, runIds: among });
    },
  };
}

/** Opens the batch of the shown run: its screen, or where there is none the list of its runs. */
export function batchStop(batchId: string): Stop {
  return {
    key: `batch:${batchId}`,
    open(parts) {
      if (openIfThere(parts, { screen: 'batch', batchId })) return;
      batchCommand(() => stateOf(parts).detail?.run ?? null).batch?.run(parts);
    },
  };
}

export function scheduleStop(scheduleId: string): Stop {
  return {
    key: `schedule:${scheduleId}`,
    open(parts) {
      if (openIfThere(parts, { screen: 'schedule', scheduleId })) return;
      const message = 'The schedules are not shown here yet.';
      parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
    },
  };
}

function openIfThere(parts: ConsoleParts, place: Place): boolean {
  if (place.screen === 'help' || parts.screens.of(place.screen) === null) return false;
  open(parts, place);
  return true;
}
