/** One answer of a dialog. */
export interface DialogChoice {
  /** The letter that gives this answer at once, and its name. */
  readonly key: string;
  readonly label: string;
  /** Changes nothing: focused first, and what Esc and `n` answer. */
  readonly harmless?: boolean | undefined;
}

/** A line that is typed in a dialog. While it is focused, letters are text. */
export interface DialogField {
  readonly label: string;
  readonly placeholder: string;
  readonly text: { readonly value: string; readonly cursor: number };
  /** Enter goes ahead with `y` once exactly this is typed, and does nothing else. Absent: Enter leaves the field. */
  readonly expected?: string | undefined;
}

/** A question over the screen, which takes all keys until it is answered. */
export interface DialogState {
  readonly title: string;
  readonly lines: readonly string[];
  readonly choices: readonly DialogChoice[];
  readonly fields?: readonly DialogField[] | undefined;
  /** What is wrong with the typed text. */
  readonly problem?: string | null | undefined;
  /** Says what is understood of the typed texts so far; null while that is nothing. */
  readonly heard?: ((texts: readonly string[]) => string | null) | undefined;
  /** The choices stand one below the other: something is chosen, nothing is acted upon. */
  readonly isMenu?: boolean | undefined;
  /** Index of the focused choice; those of the fields follow. */
  readonly focused: number;
  /** What Esc answers; absent: the harmless choice. */
  readonly escape?: string | undefined;
  /** What Ctrl-C answers: quitting asks once. Absent: it asks to leave, over this question. */
  readonly quit?: string | undefined;
  /**
   * Hears the key of the choice taken, and what was typed. The dialog is closed after, unless another one
   * took its place.
   */
  readonly answer: (choice: string, texts: readonly string[]) => void;
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

/** What is typed in the fields, as the answer hears it. */
export function typedTexts({ fields = [] }: DialogState): readonly string[] {
  return fields.map(({ text }) => text.value.trim());
}

/** The field that takes the keys; null while an answer is focused. */
export function focusedField({ choices, fields = [], focused }: DialogState): DialogField | null {
  return fields[focused - choices.length] ?? null;
}
