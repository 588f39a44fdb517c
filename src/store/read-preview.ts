import type { Attempt } from '../model/attempt.ts';
import { parseLogLine } from '../model/log.ts';
import type { Run } from '../model/run.ts';
import type { ConsoleModel } from './console-model.ts';
import { patchSlice } from './console-state.ts';
import { cursorRowOf } from './list-cursor.ts';
import { currentPlace } from './places.ts';
import { runAt } from './run-list.ts';

/** The cursor has to rest so long before anything is asked for, in ms. */
const restMs = 250;
/** A run that keeps changing is asked about this often, in ms. */
const againMs = 2_000;
/** Of the end of its log. */
const logBytes = 4_096;
const mostLines = 20;

/**
 * Reads, while the preview is open, what the list does not know of the run under the cursor: the end of its
 * log and its attempts. Only for that one, once the cursor rests, and not on a slow link.
 * @returns stops it
 */
export function followPreview(model: ConsoleModel): () => void {
  const { store, clock } = model;
  let disarm: (() => void) | null = null;
  let asked = '';

  const look = () => {
    const run = runToShow(model);
    const key = run === null ? '' : `${run.id} ${run.version ?? run.updatedAt}`;
    if (run === null || key === asked) return;
    const isSame = asked.startsWith(`${run.id} `);
    if (isSame && disarm !== null) return;
    asked = key;
    disarm?.();
    disarm = clock.after(isSame ? againMs : restMs, () => {
      disarm = null;
      const now = runToShow(model);
      if (now?.id === run.id) void read(model, now);
    });
  };
  look();
  const stop = store.subscribe(look);
  return () => {
    stop();
    disarm?.();
  };
}

/** Null while there is no preview on the screen, or nothing in it that may be asked about. */
function runToShow(model: ConsoleModel): Run | null {
  const { runs, places, connection, isFocused } = model.store.getState();
  if (runs.preview === null || runs.groups !== null || currentPlace(places).screen !== 'runs') return null;
  if (connection.client === null || connection.isSlow || !isFocused) return null;
  return runAt(runs.list, cursorRowOf(runs.list, runs)) ?? null;
}

async function read(model: ConsoleModel, run: Run): Promise<void> {
  const { client } = model.store.getState().connection;
  if (client === null) return;
  // What can't be read is not shown: the preview is a look, and the run's own screen says what is wrong.
  const [chunk, attempts] = await Promise.all([
    client.runs.log(run.id, -logBytes, logBytes).catch(() => null),
    client.runs.attempts(run.id).catch((): readonly Attempt[] | null => null),
  ]);
  if (model.store.getState().runs.preview === null) return;
  const lines = chunk?.text.trimEnd().split('\n') ?? [];
  // A closing brace says nothing.
  const logLines = lines.filter((line) => /\p{L}{2}/u.test(parseLogLine(line).text)).slice(-mostLines);
  patchSlice(model.store, 'runs', { preview: { runId: run.id, logLines, attempts } });
}
