/** One line of the doctor's report. */
export interface Finding {
  readonly name: string;
  readonly state: 'ok' | 'note' | 'wrong';
  readonly message: string;
  /** What to do; null when nothing has to be done. */
  readonly fix: string | null;
}

export function fine(name: string, message: string): Finding {
  return { name, state: 'ok', message, fix: null };
}

/** Worth knowing, and nothing that keeps anything from working. */
export function note(name: string, message: string, fix: string | null = null): Finding {
  return { name, state: 'note', message, fix };
}

export function wrong(name: string, message: string, fix: string): Finding {
  return { name, state: 'wrong', message, fix };
}
