import { currentPlace } from '../../src/store/places.ts';
import { runPalette } from '../palette/run-palette.ts';
import { type ConsoleParts, type PaletteVerb, stateOf } from '../parts.ts';

/** `:why`, of the run under the cursor or on the screen; `:why ID` of any other. */
export const whyVerb: PaletteVerb = {
  name: 'why',
  argument: '[ID]',
  text: 'Why a run is where it is',
  run(parts, id) {
    if (id !== '') {
      const problem = runPalette(parts, `run ${id}`);
      if (problem !== null) return problem;
    } else if (!hasRun(parts)) {
      return 'why: of which run? Type its id.';
    }
    parts.doCommand('why');
    return null;
  },
};

/** True on screens where a run is meant without being named. */
function hasRun(parts: ConsoleParts): boolean {
  return ['runs', 'run', 'schedule'].includes(currentPlace(stateOf(parts).places).screen);
}
