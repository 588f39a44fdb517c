import { patchDetail } from '../../src/store/console-state.ts';
import { type DetailState, timeModes } from '../../src/store/detail-state.ts';
import { followDetail, pageOf, scrollDetail } from '../../src/store/scroll-detail.ts';
import { showMatch } from '../../src/store/search-log.ts';
import { movement } from '../movement.ts';
import { type ScreenCommand, type ScreenCommands, stateOf } from '../parts.ts';
import { openPrompt } from '../prompt.ts';
import { always } from '../screen-command.ts';
import { searchLog } from './search.ts';

const sidewaysStep = 8;

/** What the panes of events and log answer to. */
export const liveCommands: ScreenCommands = {
  ...movement(
    (parts) => pageOf(parts.model),
    (parts, delta) => scrollDetail(parts.model, delta),
  ),
  bottom: always((parts) => followDetail(parts.model)),
  follow: always((parts) => followDetail(parts.model)),
  'other-pane': change((detail) => ({ pane: detail.pane === 'log' ? 'events' : 'log' })),
  search: always((parts) =>
    openPrompt(parts, {
      sign: '/',
      placeholder: 'text in the log',
      accept: (text) => searchLog(parts, text),
    }),
  ),
  'next-match': always((parts) => showMatch(parts.model, 1)),
  'previous-match': always((parts) => showMatch(parts.model, -1)),
  time: change((detail) => ({
    time: timeModes[(timeModes.indexOf(detail.time) + 1) % timeModes.length] ?? 'none',
  })),
  wrap: change((detail) => ({ wrap: !detail.wrap, sideways: 0 })),
  left: change((detail) => ({ sideways: Math.max(0, detail.sideways - sidewaysStep) })),
  right: change((detail) => (detail.wrap ? {} : { sideways: detail.sideways + sidewaysStep })),
};

/** A command that changes how the panes are shown. */
function change(how: (detail: DetailState) => Partial<DetailState>): ScreenCommand {
  return always((parts) => {
    const { detail } = stateOf(parts);
    if (detail !== null) patchDetail(parts.model.store, detail.runId, how(detail));
  });
}
