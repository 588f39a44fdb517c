import { undoCommand } from './acting/undo.ts';
import { switchContext } from './contexts/switch-context.ts';
import { copyHere, sayLink } from './copy-here.ts';
import { isFailureShown } from './failure-shown.ts';
import { goBackOrLeave, goTo, openHelp, toLast } from './navigate.ts';
import { openPalette } from './palette/run-palette.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from './parts.ts';
import { refreshNow } from './refresh.ts';
import { always } from './screen-command.ts';

/** What the commands of the scope `everywhere` do, where a screen does not do something else. */
export const everywhereCommands: ScreenCommands = {
  help: always(openHelp),
  palette: always(openPalette),
  back: always((parts) => goBackOrLeave(parts, 'back')),
  leave: always((parts) => goBackOrLeave(parts, 'leave')),
  quit: always((parts) => parts.leave()),
  redraw: always((parts) => parts.terminal.compositor.redraw()),
  suspend: always((parts) => parts.terminal.suspend()),
  refresh: always(refreshNow),
  hold: always((parts) => {
    const held = !stateOf(parts).held;
    parts.model.store.setState({ held });
    parts.model.sync.hold(held);
  }),
  undo: undoCommand,
  'last-view': always(lastView),
  'copy-menu': copyHere,
  'say-link': sayLink,
  'go-runs': always((parts) => goTo(parts, { screen: 'runs' })),
  'go-targets': always((parts) => goTo(parts, { screen: 'targets' })),
  'go-schedules': always((parts) => goTo(parts, { screen: 'schedules' })),
  'go-batches': always((parts) => goTo(parts, { screen: 'batches' })),
  'go-failures': always((parts) => goTo(parts, { screen: 'failures' })),
  'go-contexts': always((parts) => goTo(parts, { screen: 'contexts' })),
};

/** Where nothing was seen in this context yet, or nothing can be, the view before was in the context before. */
function lastView(parts: ConsoleParts): void {
  const { places, contexts, connection } = stateOf(parts);
  const nothingSeen = places.last === null || isFailureShown(connection, places);
  if (nothingSeen && contexts.before !== null) void switchContext(parts, contexts.before);
  else toLast(parts);
}
