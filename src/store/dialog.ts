/** One answer of a dialog. */
export interface DialogChoice {
  /** The letter that gives this answer at once, and its name. */
  readonly key: string;
  readonly label: string;
  /** Changes nothing: focused first, and what Esc and `n` answer. */
  readonly harmless?: boolean | undefined;
}

/** A question over the screen, which takes all keys until it is answered. */
export interface DialogState {
  readonly title: string;
  readonly lines: readonly string[];
  readonly choices: readonly DialogChoice[];
  /** Index of the focused choice. */
  readonly focused: number;
  /** What Esc answers; absent: the harmless choice. */
  readonly escape?: string | undefined;
  /** What Ctrl-C answers: quitting asks once. Absent: it asks to leave, over this question. */
  readonly quit?: string | undefined;
  /** Hears the key of the choice taken. The dialog is closed after, unless another one took its place. */
  readonly answer: (choice: string) => void;
}

/** A question with the harmless answer focused; `yes` is done only when `y` or its button was taken. */
export function askFirst(
  title: string,
  lines: readonly string[],
  labels: { readonly yes: string; readonly no: string },
  yes: () => void,
): DialogState {
  return {
    title,
    lines,
    choices: [
      { key: 'y', label: labels.yes },
      { key: 'n', label: labels.no, harmless: true },
    ],
    focused: 1,
    answer: (choice) => {
      if (choice === 'y') yes();
    },
  };
}
