import { patchDetail } from '../../src/store/console-state.ts';
import { detailLog } from '../../src/store/detail-log.ts';
import type { DetailState } from '../../src/store/detail-state.ts';
import { linkLog } from '../../src/store/link-log.ts';
import { followDetail, pageOf, scrollDetail } from '../../src/store/scroll-detail.ts';
import { patchEvents } from '../../src/store/scroll-events.ts';
import { logPaneCommands, nextLevel } from '../log-pane/commands.ts';
import { exportLog, pipeLog, showPlain } from '../log-pane/take-out.ts';
import { pageOfWhole, scrollWhole } from '../log-pane/whole-line.ts';
import { movement } from '../movement.ts';
import { goBackOrLeave } from '../navigate.ts';
import { type ConsoleParts, type ScreenCommand, type ScreenCommands, stateOf } from '../parts.ts';
import { always } from '../screen-command.ts';
import { detailOutlet, pipeEvent, saveEvent } from './log-outlet.ts';

const inLog = logPaneCommands(detailLog);

/** What the panes of events and log answer to. */
export const liveCommands: ScreenCommands = {
  ...movement(
    (parts) => pageOfWhole(parts, detailLog, pageOf(parts.model)),
    (parts, delta) => {
      if (!scrollWhole(parts, detailLog, delta)) scrollDetail(parts.model, delta);
    },
  ),
  ...inLog,
  // What is about lines of the log goes to the log from wherever one is.
  ...focusing('search', 'only', 'next-match', 'previous-match', 'next-error', 'previous-error', 'next-mark'),
  bottom: always((parts) => followDetail(parts.model)),
  follow: always((parts) => followDetail(parts.model)),
  back: always((parts) => {
    const { detail } = stateOf(parts);
    if (detail?.tab === 'live' && detail.logPane.isWhole) detailLog.patch(parts.model, { isWhole: false });
    else goBackOrLeave(parts, 'back');
  }),
  'other-pane': change((detail) => ({ pane: detail.pane === 'log' ? 'events' : 'log' })),
  zoom: change((detail) => ({ isZoomed: !detail.isZoomed })),
  levels: always((parts) => {
    const { detail } = stateOf(parts);
    if (detail?.pane === 'events') patchEvents(parts.model, { level: nextLevel(detail.eventsPane.level) });
    else inLog.levels?.run(parts);
  }),
  export: always((parts) => {
    if (!saveEvent(parts)) exportLog(parts, detailOutlet);
  }),
  pipe: always((parts) => {
    if (!pipeEvent(parts)) pipeLog(parts, detailOutlet);
  }),
  plain: always((parts) => showPlain(parts, detailOutlet)),
  link: always((parts) => {
    const { detail } = stateOf(parts);
    if (detail === null) return;
    const isLinked = !detail.eventsPane.isLinked;
    patchEvents(parts.model, { isLinked });
    linkLog(parts.model);
    const message = isLinked ? 'Moving in events moves the log.' : 'Events and log move each by itself.';
    parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
  }),
};

/** The same commands, with the focus on the log. */
function focusing(...ids: readonly (keyof typeof inLog)[]): ScreenCommands {
  const focus = (parts: ConsoleParts) => {
    const { detail } = stateOf(parts);
    if (detail?.pane === 'events') patchDetail(parts.model.store, detail.runId, { pane: 'log' });
  };
  return Object.fromEntries(
    ids.map((id) => {
      const command = inLog[id];
      const run = (parts: ConsoleParts) => {
        focus(parts);
        command?.run(parts);
      };
      return [id, { ...command, run }];
    }),
  );
}

/** A command that changes how the panes are shown. */
function change(how: (detail: DetailState) => Partial<DetailState>): ScreenCommand {
  return always((parts) => {
    const { detail } = stateOf(parts);
    if (detail !== null) patchDetail(parts.model.store, detail.runId, how(detail));
  });
}
