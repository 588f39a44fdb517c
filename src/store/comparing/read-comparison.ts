import type { Client } from '../../client/client.ts';
import type { Attempt } from '../../model/attempt.ts';
import { UserError } from '../../model/errors.ts';
import type { Run } from '../../model/run.ts';
import type { ConsoleModel } from '../console-model.ts';
import { currentPlace } from '../places.ts';
import { problemOf } from '../problem.ts';
import { compareDocuments } from './compare-documents.ts';
import { compareLogs, type LogEnd } from './compare-logs.ts';
import { type ComparedRun, type ComparisonState, newComparison } from './comparison-state.ts';

/** Bytes of the end of each log that are compared; over a slow link fewer. */
const comparedBytes = 1_048_576;
const comparedBytesSlow = 65_536;
const pageSize = 100;
/** Pages of completed runs that are looked through for one before this one. */
const maxPages = 10;

/**
 * Compares a run with another one and shows it in the state. Failures end there, too.
 * @param withId null: with the last run of its target that completed before it
 */
export async function compareRuns(model: ConsoleModel, runId: string, withId: string | null): Promise<void> {
  const { comparison: known, connection } = model.store.getState();
  const isSame = known?.runId === runId && known.withId === withId;
  // Read again, it stays on the screen meanwhile.
  if (!isSame) model.store.setState({ comparison: newComparison(runId, withId) });
  const { client } = connection;
  if (client === null) return;
  const token = isSame ? known : model.store.getState().comparison;
  const patch = (change: Partial<ComparisonState>) => {
    const { comparison } = model.store.getState();
    if (comparison?.runId !== runId || comparison.withId !== withId) return false;
    model.store.setState({ comparison: { ...comparison, ...change } });
    return true;
  };
  try {
    const run = await client.runs.get(runId);
    const other = withId === null ? await lastSuccessBefore(client, run) : await client.runs.get(withId);
    const after = await comparedRun(client, run);
    if (other === null) {
      patch({ phase: 'ready', after, before: null });
      return;
    }
    const before = await comparedRun(client, other);
    const documents = await compareDocuments(other, run);
    if (patch({ phase: 'ready', problem: null, before, after, documents })) {
      await compareLogsOf(model, client, [other.id, run.id], patch);
    }
  } catch (thrown) {
    patch({ phase: token?.phase === 'ready' ? 'ready' : 'failed', problem: problemOf(thrown) });
  }
}

/** Compares again what is on the screen. */
export async function compareAgain(model: ConsoleModel): Promise<void> {
  const { comparison, detail, places } = model.store.getState();
  const isShown = currentPlace(places).screen === 'compare' || detail?.tab === 'diff';
  if (comparison !== null && isShown) await compareRuns(model, comparison.runId, comparison.withId);
}

async function compareLogsOf(
  model: ConsoleModel,
  client: Client,
  [before, after]: readonly [string, string],
  patch: (change: Partial<ComparisonState>) => boolean,
): Promise<void> {
  try {
    const bytes = model.store.getState().connection.isSlow ? comparedBytesSlow : comparedBytes;
    const ends = [before, after].map((runId) => endOfLog(client, runId, bytes));
    const [left = noLog, right = noLog] = await Promise.all(ends);
    const breathe = () => new Promise<void>((resolve) => void model.clock.after(0, resolve));
    patch({ log: { ...(await compareLogs(left, right, breathe)), bytes }, logProblem: null });
  } catch (thrown) {
    patch({ logProblem: problemOf(thrown) });
  }
}

/**
 * The newest completed run of the same target that was created before this one; null when there is none.
 * @throws UserError `not-found` when there are too many newer ones to tell
 */
async function lastSuccessBefore(client: Client, run: Run): Promise<Run | null> {
  const filter = { target: run.target, statuses: ['completed'] } as const;
  let cursor: string | null | undefined;
  for (let page = 0; page < maxPages && cursor !== null; page++) {
    const { items, nextCursor } = await client.runs.list(filter, {
      limit: pageSize,
      cursor: cursor ?? undefined,
    });
    const found = items.find((other) => other.id !== run.id && other.createdAt <= run.createdAt);
    if (found !== undefined) return found.omitted === undefined ? found : client.runs.get(found.id);
    cursor = nextCursor;
  }
  if (cursor === null) return null;
  const message = `The newest ${maxPages * pageSize} completed runs of ${run.target} were all created after this one.`;
  throw new UserError('not-found', message, {
    fix: 'Mark two runs in the list and press = to compare them.',
  });
}

async function comparedRun(client: Client, run: Run): Promise<ComparedRun> {
  const attempts: readonly Attempt[] | null = await client.runs.attempts(run.id).catch(() => null);
  return { run, attempts };
}

const noLog: LogEnd = { text: '', isCut: false };

async function endOfLog(client: Client, runId: string, bytes: number): Promise<LogEnd> {
  const { text, nextByte } = await client.runs.log(runId, -bytes, bytes);
  return { text, isCut: nextByte - Buffer.byteLength(text) > 0 };
}
