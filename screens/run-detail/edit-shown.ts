import { showInEditor } from '../outside/edit-text.ts';
import { type ConsoleParts, type ScreenCommand, stateOf } from '../parts.ts';
import { documentOf, isDocumentTab } from './documents.ts';

/** Opens what the tab shows in the user's editor: config, input and output as they came, else the whole record. */
export const editShown: ScreenCommand = {
  disabledReason(parts) {
    const run = stateOf(parts).detail?.run ?? null;
    if (run === null) return 'the run has not been read yet';
    return run.omitted === undefined ? null : 'the whole run is still being read';
  },
  run: (parts) => void showInEditor(parts, { text: `${textShown(parts)}\n`, suffix: '.json' }),
};

function textShown(parts: ConsoleParts): string {
  const { detail } = stateOf(parts);
  if (detail === null || detail.run === null) return '';
  const shown = isDocumentTab(detail.tab) ? documentOf(detail.run, detail.tab) : detail.run;
  return JSON.stringify(shown, null, 2);
}
