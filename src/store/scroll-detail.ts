import type { ConsoleModel } from './console-model.ts';
import { patchDetail } from './console-state.ts';
import type { DetailState } from './detail-state.ts';
import { logRange } from './run-log.ts';
import { firstShown, following, type LineRange, scrollTail } from './tail-view.ts';

/** Scrolls the focused pane of the live tab, or the text of another tab, by lines. */
export function scrollDetail(model: ConsoleModel, delta: number): void {
  const { detail } = model.store.getState();
  if (detail === null) return;
  if (detail.tab !== 'live') {
    patchDetail(model.store, detail.runId, { textTop: textTopAt(model, detail.textTop + delta) });
    return;
  }
  const { lines, height, view } = focusedPane(model, detail);
  const moved = scrollTail(view, lines, height, delta);
  patchDetail(model.store, detail.runId, detail.pane === 'log' ? { logView: moved } : { eventsView: moved });
  if (detail.pane === 'log' && delta < 0 && firstShown(moved, lines, height) === lines.first) {
    void model.logs.readEarlier();
  }
}

/** Takes up following the end of the focused pane; in a text, shows its end. */
export function followDetail(model: ConsoleModel): void {
  const { detail } = model.store.getState();
  if (detail === null) return;
  if (detail.tab !== 'live') {
    patchDetail(model.store, detail.runId, { textTop: textTopAt(model, model.heights.textLines) });
    return;
  }
  patchDetail(
    model.store,
    detail.runId,
    detail.pane === 'log' ? { logView: following } : { eventsView: following },
  );
}

/** Lines of the focused pane, as numbered since the first one ever. */
export function linesOf(detail: DetailState, pane: 'events' | 'log'): LineRange {
  if (pane === 'log') return logRange(detail.log);
  const { events, dropped } = detail.events;
  return { first: dropped, total: dropped + events.length };
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

function focusedPane(model: ConsoleModel, detail: DetailState) {
  const view = detail.pane === 'log' ? detail.logView : detail.eventsView;
  return { lines: linesOf(detail, detail.pane), height: model.heights[detail.pane], view };
}
