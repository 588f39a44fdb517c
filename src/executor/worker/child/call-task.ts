import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { eventsFile } from '../log-paths.ts';
import type { AttemptOutcome, AttemptSpec } from '../worker-pool.ts';
import { createEventWriter } from './event-writer.ts';
import type { TaskDefinition } from './load-task.ts';
import { abortedOutcome, failedOutcome, returnedOutcome } from './own-outcomes.ts';
import type { SourceScope } from './source-scope.ts';
import { createTaskContext } from './task-context.ts';
import { printThrown } from './thrown.ts';

/** Loads the task and calls it once, with this process looking as if it were the task's own. Never rejects. */
export async function callTask(
  spec: AttemptSpec,
  scope: SourceScope,
  load: (file: string, scope: SourceScope) => Promise<TaskDefinition>,
  ended: AbortSignal,
  resultFile: string,
): Promise<AttemptOutcome> {
  pretendToBeTheTask(spec);
  const events = createEventWriter(eventsFile(dirname(resultFile)));
  const context = createTaskContext(spec, events, ended);
  let outcome: AttemptOutcome;
  try {
    const task = await load(spec.sourceFile, scope);
    outcome = ended.aborted
      ? abortedOutcome(ended)
      : returnedOutcome(await task.run(context.given), spec.outputLimitBytes);
  } catch (thrown) {
    if (!ended.aborted) printThrown(thrown);
    outcome = failedOutcome(thrown, scope.projectDir, spec.outputLimitBytes);
  }
  context.close();
  events.close();
  return ended.aborted ? abortedOutcome(ended) : outcome;
}

/** Where the sources of an attempt may lie: the real path, as a stack shows it. */
export function scopeOf(spec: AttemptSpec, cacheDir: string): SourceScope {
  return { projectDir: realpathSync(spec.projectDir), cacheDir };
}

/** What a task sees of the process: its own file, and the names that the platform gives a run. */
function pretendToBeTheTask(spec: AttemptSpec): void {
  process.argv.splice(1, process.argv.length, spec.sourceFile);
  process.env['RUN_EXECUTION_ID'] = spec.runId;
  process.env['RUN_TARGET'] = spec.target;
  setVariable('RUN_BATCH_ID', spec.batchId);
  // Ours: which instant it is for, however late it runs.
  setVariable('VERYFRONT_SCHEDULED_FOR', spec.slot);
}

/** A warm child may have the value of the run before. */
function setVariable(name: string, value: string | null): void {
  if (value === null) delete process.env[name];
  else process.env[name] = value;
}
