import type { Form, FormProblems, FormValues } from '../../components/form-state.ts';

/** What a form is for. */
export interface EntryRules {
  readonly title: string;
  /** What can't be seen of the lines themselves; shown below them. */
  readonly notes: readonly string[];
  /** On its button. */
  readonly action: string;
  /** What is wrong, by field; nothing when it may be saved. */
  readonly check: (values: FormValues<string>) => FormProblems<string>;
  /** Saves it. Answers what went wrong, null when it was saved; then the form is left. */
  readonly save: (values: FormValues<string>) => Promise<string | null>;
  /** Tries it without saving; absent: that can't be done. */
  readonly test?: ((values: FormValues<string>) => void) | undefined;
}

/** A form while it is filled in. */
export interface EntryForm {
  readonly rules: EntryRules;
  readonly form: Form<string>;
  /** Shown once it was tried to save; then with every key. */
  readonly problems: FormProblems<string>;
  readonly wasTried: boolean;
  /** Why it could not be saved. */
  readonly failure: string | null;
  readonly isSaving: boolean;
}

export function openedEntry(rules: EntryRules, form: Form<string>): EntryForm {
  return { rules, form, problems: {}, wasTried: false, failure: null, isSaving: false };
}
