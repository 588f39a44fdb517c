import type { DialogChoice } from '../src/store/dialog.ts';
import type { ConsoleParts } from './parts.ts';

/** Something to choose, by its letter or with the arrows and Enter. */
export interface MenuChoice extends DialogChoice {
  readonly take: () => void;
}

/**
 * Asks which of some things is wanted; Esc leaves without one.
 * @param focused what lies under Enter at first
 */
export function choose(
  parts: ConsoleParts,
  title: string,
  choices: readonly MenuChoice[],
  focused = 0,
  lines: readonly string[] = [],
): void {
  const none = 'Esc';
  parts.model.store.setState({
    dialog: {
      title,
      lines,
      choices: [...choices, { key: none, label: 'none of these', harmless: true }],
      focused,
      isMenu: true,
      escape: none,
      answer: (key) => choices.find((choice) => choice.key === key)?.take(),
    },
  });
}
