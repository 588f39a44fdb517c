import { compareRuns } from '../../src/store/comparing/read-comparison.ts';
import type { ScreenDefinition } from '../parts.ts';
import { comparePane } from './pane.ts';
import { CompareScreen } from './screen.tsx';

export const compareDefinition: ScreenDefinition = {
  Screen: CompareScreen,
  commands: {
    ...comparePane.commands,
    open: {
      disabledReason: (parts) =>
        comparePane.stopShown(parts) === null ? 'nothing here can be opened' : null,
      run: (parts) => comparePane.stopShown(parts)?.open(parts),
    },
  },
  scopes: () => ['compare', 'list', 'everywhere'],
  enter(parts, place) {
    if (place.screen !== 'compare') return;
    const [withId, runId] = place.runIds;
    void compareRuns(parts.model, runId, withId);
  },
};
