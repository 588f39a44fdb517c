import { type DeepLink, type DeepLinkParts, deepLink } from '../src/model/deep-link.ts';
import { lineHere } from '../src/store/go-to-line.ts';
import { currentPlace } from '../src/store/places.ts';
import { type ConsoleParts, stateOf } from './parts.ts';

/** The link to what is on the screen; null where a link leads to nothing. */
export function linkHere(parts: ConsoleParts): DeepLink | null {
  const { contextName: context, project } = stateOf(parts).connection;
  const what = whatIsHere(parts);
  return what === null || project === null ? null : deepLink({ context, project, ...what });
}

function whatIsHere(parts: ConsoleParts): Omit<DeepLinkParts, 'context' | 'project'> | null {
  const state = stateOf(parts);
  const place = currentPlace(state.places);
  switch (place.screen) {
    case 'run':
      return {
        screen: 'run',
        id: place.runId,
        tab: state.detail?.tab ?? null,
        line: state.detail?.tab === 'live' && state.detail.pane === 'log' ? lineHere(parts.model) : null,
      };
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
