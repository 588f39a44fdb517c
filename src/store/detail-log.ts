import type { ConsoleModel } from './console-model.ts';
import { type ConsoleState, patchDetail } from './console-state.ts';
import type { LogHost } from './log-host.ts';
import { changedPane, newLogPane } from './log-pane.ts';
import { createRunLog, type LogPart, wholeLog } from './run-log.ts';

/** The pane of the log of the run that is shown. */
export const detailLog: LogHost = {
  of({ detail }) {
    return detail === null ? null : { pane: detail.logPane, source: detail.log.lines, name: detail.runId };
  },
  patch(model, change) {
    const { detail } = model.store.getState();
    if (detail === null) return;
    const logPane = changedPane(detail.logPane, change);
    patchDetail(model.store, detail.runId, { logPane, version: detail.version + 1 });
  },
  height: (model) => model.heights.log,
  async readEarlier(model) {
    const { detail } = model.store.getState();
    return detail !== null && (await model.logs.readEarlier(detail.log));
  },
};

/** Shows the part of the log that belongs to the attempt chosen, or all of it; nothing when it is shown already. */
export function showAttemptLog(model: ConsoleModel): void {
  const { detail } = model.store.getState();
  if (detail === null) return;
  const part = partShown(model.store.getState());
  if (part.from === detail.log.part.from && part.to === detail.log.part.to) return;
  patchDetail(model.store, detail.runId, {
    log: createRunLog(detail.runId, part),
    logPane: newLogPane(detail.logPane.time, detail.logPane),
    version: detail.version + 1,
  });
  void model.logs.open(detail.runId);
}

/** The bytes of the log that the attempt chosen printed; all while that is not known. */
function partShown({ detail }: ConsoleState): LogPart {
  const attempt = detail?.attempts?.find(({ number }) => number === detail.attemptShown);
  if (attempt === undefined || attempt.logFrom === null) return wholeLog;
  const isOver = attempt.endedAt !== null && attempt.logTo !== null;
  return { from: attempt.logFrom, to: isOver ? (attempt.logTo ?? 0) : Number.POSITIVE_INFINITY };
}
