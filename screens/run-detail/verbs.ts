import { currentPlace } from '../../src/store/places.ts';
import { verb } from '../palette/verb.ts';
import { type ConsoleParts, type PaletteVerb, stateOf } from '../parts.ts';
import type { Stop } from '../stop-row.ts';
import { runStop, scheduleStop } from './links.ts';
import { openTab } from './open-tab.ts';

/** Words that lead from a run to what belongs to it. */
export const runVerbs: readonly PaletteVerb[] = [
  verb('parent', 'The run that started this one', (parts) => {
    const id = stateOf(parts).detail?.run?.parentRunId ?? null;
    openOr(parts, id === null ? null : runStop(id), 'no run started this one');
  }),
  verb('children', 'The runs that this one started', (parts) => {
    if (currentPlace(stateOf(parts).places).screen === 'run') openTab(parts, 'children');
    else openOr(parts, null, 'no run is shown');
  }),
  verb('its-schedule', 'The schedule that started this run', (parts) => {
    const id = stateOf(parts).detail?.run?.scheduleId ?? null;
    openOr(parts, id === null ? null : scheduleStop(id), 'no schedule started this run');
  }),
];

function openOr(parts: ConsoleParts, stop: Stop | null, why: string): void {
  if (stop !== null) stop.open(parts);
  else parts.model.store.setState({ notice: { kind: 'info', message: `Not here: ${why}.`, fix: null } });
}
