import { type DeepLink, type DeepLinkParts, deepLink } from '../src/model/deep-link.ts';
import type { ConsoleState } from '../src/store/console-state.ts';
import { currentPlace } from '../src/store/places.ts';

/** The link to what is on the screen; null where a link leads to nothing. */
export function linkHere(state: ConsoleState): DeepLink | null {
  const { contextName: context, project } = state.connection;
  const what = whatIsHere(state);
  return what === null || project === null ? null : deepLink({ context, project, ...what });
}

function whatIsHere(state: ConsoleState): Omit<DeepLinkParts, 'context' | 'project'> | null {
  const place = currentPlace(state.places);
  switch (place.screen) {
    case 'run':
      return { screen: 'run', id: place.runId, tab: state.detail?.tab ?? null };
    case 'batch':
      return { screen: 'batch', id: place.batchId };
    case 'schedule':
      return { screen: 'schedule', id: place.scheduleId };
    case 'failure':
      return { screen: 'failure', id: place.fingerprint };
    case 'runs':
      return { screen: 'runs', filter: state.runs.filterText };
    case 'batches':
    case 'schedules':
    case 'targets':
    case 'failures':
      return { screen: place.screen };
    default:
      return null;
  }
}
