import type { JsonValue } from '../../../../lib/json.ts';
import type { Journal } from './journal.ts';
import type { NodeConfig } from './package-types.ts';
import type { StepTeller } from './step-teller.ts';

/** What a node is remembered with. */
export interface MemoryParts {
  readonly journal: Journal;
  readonly teller: StepTeller;
  /** Throws when the attempt is to end. */
  readonly checkEnd: () => void;
}

/** Does the work of a node unless it was done before, and keeps what it gave. */
export async function once(
  path: string,
  { journal, teller }: MemoryParts,
  work: () => unknown,
): Promise<unknown> {
  const ended = journal.ended(path);
  if (ended !== null) return ended.kind === 'completed' ? ended.output : undefined;
  const given = await work();
  journal.noteEnd(path, { kind: 'completed', output: asJson(given) });
  teller.completed(path);
  return given;
}

/**
 * The node's `skip`, which the package asks before anything else: so this is where a node begins.
 * @param begin called when the node is about to do its work
 */
export function watched(
  config: Pick<NodeConfig, 'skip'>,
  path: string,
  { journal, teller, checkEnd }: MemoryParts,
  begin: () => void | Promise<void>,
): NonNullable<NodeConfig['skip']> {
  return async (context) => {
    checkEnd();
    const ended = journal.ended(path);
    if (ended !== null) {
      teller.over(path);
      return ended.kind === 'skipped';
    }
    if (config.skip !== undefined && (await config.skip(context))) {
      journal.noteEnd(path, { kind: 'skipped' });
      teller.skipped(path);
      return true;
    }
    await begin();
    return false;
  };
}

function asJson(value: unknown): JsonValue | undefined {
  if (value === undefined) return undefined;
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`It gave a ${typeof value}, which cannot be kept as JSON.`);
  return JSON.parse(text);
}
