import type { ConsoleConnection } from './console-connection.ts';

/** Where the token of a context comes from; never the token. */
export type ContextToken = 'executor' | 'context' | 'command' | 'environment' | 'login' | 'none';

/** A context as it may be shown. */
export interface ContextInfo {
  readonly name: string;
  /** Null: the executor of the current folder's project. */
  readonly apiUrl: string | null;
  readonly project: string | null;
  readonly readOnly: boolean;
  readonly production: boolean;
  readonly token: ContextToken;
  /** The command that prints the token, as one line. */
  readonly tokenCommand: string | null;
  /** It is used where none is named. */
  readonly isDefault: boolean;
  /** It is in the settings file, and may be edited and removed. */
  readonly isKept: boolean;
}

/** A context as it was typed. */
export interface ContextDraft {
  readonly name: string;
  readonly apiUrl: string;
  readonly project: string;
  /** Empty: the one that is kept stays, or none is kept. */
  readonly token: string;
  /** Empty: none. */
  readonly tokenCommand: string;
  readonly readOnly: boolean;
  readonly production: boolean;
}

/** One thing that a test of a context found. */
export interface TestStep {
  readonly name: string;
  readonly state: 'ok' | 'failed' | 'note';
  readonly text: string;
}

/** What a console has to know of a context to open it. */
export interface ContextOptions {
  readonly contextName: string;
  readonly readOnly: boolean;
  readonly isProduction: boolean;
  /** As that of the console's options. */
  readonly connect: () => Promise<ConsoleConnection>;
}

/** The contexts of the settings file, and that which the console was started with. All methods reject with a `UserError`. */
export interface ContextsPort {
  /** The settings file. */
  readonly path: string;
  read(): Promise<readonly ContextInfo[]>;
  /** @param replaces the name it had, null for a new one */
  put(draft: ContextDraft, replaces: string | null): Promise<void>;
  remove(name: string): Promise<void>;
  /** Uses it from now on where none is named. */
  makeDefault(name: string): Promise<void>;
  open(name: string): Promise<ContextOptions>;
  /** Tries whether a context works, changing nothing. Failures are steps. */
  test(subject: string | ContextDraft, onStep: (step: TestStep) => void): Promise<void>;
}
