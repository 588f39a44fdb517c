import { showRun } from '../../src/store/read-detail.ts';
import { dropTrail } from '../../src/store/trails.ts';
import { openFirstPlace, openVerb } from '../open-link.ts';
import type { ScreenDefinition } from '../parts.ts';
import { whyVerb } from '../why/verb.ts';
import { runDetailCommands } from './commands.ts';
import { isDocumentTab } from './documents.ts';
import { readTab } from './open-tab.ts';
import { RunDetailScreen } from './screen.tsx';
import { runVerbs } from './verbs.ts';

export const runDetailDefinition: ScreenDefinition = {
  Screen: RunDetailScreen,
  commands: runDetailCommands,
  scopes({ detail }) {
    if (detail?.tab === 'live') return ['log', 'panes', 'run', 'list', 'everywhere'];
    return isDocumentTab(detail?.tab) ? ['json', 'run', 'list', 'everywhere'] : ['run', 'list', 'everywhere'];
  },
  verbs: [...runVerbs, openVerb, whyVerb],
  begin: openFirstPlace,
  leave: (parts) => dropTrail(parts.model.store),
  enter(parts, place) {
    if (place.screen !== 'run') return;
    showRun(parts.model, place.runId);
    readTab(parts);
  },
};
