import type { Client } from '../../client/client.ts';
import type { Journal } from '../../model/journal.ts';
import type { Output } from '../output.ts';
import type { LogPrinter } from '../print-log.ts';
import type { Access } from './access.ts';

/** What the words of the linear console work with. */
export interface LinearParts {
  readonly client: Client;
  readonly output: Output;
  /** Whether something may be changed now. */
  readonly access: Access;
  /** The name of the context, for the log of actions. */
  readonly context: string;
  /** The user of this computer, where the server has no name for them. */
  readonly user: string | null;
  /** Where actions are written down; null: nowhere. */
  readonly journal: Journal | null;
  /** The context is marked as production: a single letter is not enough there. */
  readonly isProduction: boolean;
  readonly now: () => number;
  /** The next line that is typed is the answer. */
  readonly ask: (question: string) => Promise<string>;
  /** Has the lines of a run told as they come; null ends that. */
  readonly follow: (runId: string | null, log: LogPrinter | null) => void;
  readonly quit: () => void;
}
