/** Where a key means something. The innermost place that knows the key wins. */
export const scopes = [
  'everywhere',
  'list',
  'runs',
  'run',
  'log',
  'panes',
  'logs',
  'json',
  'compare',
  'batches',
  'batch',
  'failures',
  'failure',
  'schedules',
  'schedule',
  'schedule-editor',
  'schedule-preview',
  'targets',
  'contexts',
  'ops',
  'net',
  'form',
  'entry',
  'dialog',
] as const;
export type Scope = (typeof scopes)[number];

/** Something a user can ask for with a key. */
export interface Command<Id extends string = string> {
  readonly id: Id;
  /** Names as `keyName` writes them: `j`, `G`, `ctrl+n`, `enter`. The first one is shown in hints. */
  readonly keys: readonly string[];
  /** One sentence for the help screen and the README. */
  readonly text: string;
  readonly scope: Scope;
  /** Short label for the footer; absent: not shown there. */
  readonly hint?: string | undefined;
  /** It changes something on the server: always an upper-case key, always asked for first. */
  readonly acts?: true | undefined;
}

/** Keys by command id, as the user's configuration has them; they replace the keys of the table. */
export type KeyOverrides = Readonly<Record<string, readonly string[]>>;
