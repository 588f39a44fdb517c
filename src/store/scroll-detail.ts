import type { ConsoleModel } from './console-model.ts';
import { patchDetail } from './console-state.ts';
import { detailLog } from './detail-log.ts';
import { following } from './line-view.ts';
import { linkLog } from './link-log.ts';
import { patchEvents, scrollEvents } from './scroll-events.ts';
import { followLog, scrollLog } from './scroll-log.ts';

/** Moves in the focused pane of the live tab, or scrolls the text of another tab, by lines. */
export function scrollDetail(model: ConsoleModel, delta: number): void {
  const { detail } = model.store.getState();
  if (detail === null) return;
  if (detail.tab !== 'live') {
    patchDetail(model.store, detail.runId, { textTop: textTopAt(model, detail.textTop + delta) });
    return;
  }
  if (detail.pane === 'log') {
    scrollLog(model, detailLog, delta);
    return;
  }
  scrollEvents(model, delta);
  linkLog(model);
}

/** Takes up following the end of the focused pane; in a text, shows its end. */
export function followDetail(model: ConsoleModel): void {
  const { detail } = model.store.getState();
  if (detail === null) return;
  if (detail.tab !== 'live') {
    patchDetail(model.store, detail.runId, { textTop: textTopAt(model, model.heights.textLines) });
    return;
  }
  if (detail.pane === 'log') followLog(model, detailLog);
  else patchEvents(model, { view: following });
}

/** How far one page is, in the pane that scrolling moves. */
export function pageOf(model: ConsoleModel): number {
  const { detail } = model.store.getState();
  if (detail === null) return model.heights.list;
  return detail.tab === 'live' ? model.heights[detail.pane] : model.heights.text;
}

function textTopAt(model: ConsoleModel, line: number): number {
  return Math.max(0, Math.min(line, model.heights.textLines - model.heights.text));
}
