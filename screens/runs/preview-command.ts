import { patchSlice } from '../../src/store/console-state.ts';
import { followPreview } from '../../src/store/read-preview.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type ConsoleParts, type ScreenCommand, stateOf } from '../parts.ts';

let sourceOf: ((parts: ConsoleParts) => PaneSource) | null = null;
const stops = new WeakMap<ConsoleParts, () => void>();

/** Opens the preview, or closes it. What it shows is loaded then: the first frame does without. */
export const previewCommand: ScreenCommand = {
  run(parts) {
    const { store } = parts.model;
    stops.get(parts)?.();
    stops.delete(parts);
    if (stateOf(parts).runs.preview !== null) {
      patchSlice(store, 'runs', { preview: null });
      return;
    }
    patchSlice(store, 'runs', { preview: { runId: null, logLines: [], attempts: null } });
    stops.set(parts, followPreview(parts.model));
    void import('./preview-view.ts').then(({ previewSource }) => {
      sourceOf = previewSource;
      parts.terminal.compositor.invalidate();
    });
  },
};

/** The pane of the preview; empty until it is loaded. */
export function previewPane(parts: ConsoleParts): PaneSource {
  let source: PaneSource | null = null;
  return {
    rows(width, height) {
      source ??= sourceOf?.(parts) ?? null;
      return source?.rows(width, height) ?? [];
    },
  };
}
