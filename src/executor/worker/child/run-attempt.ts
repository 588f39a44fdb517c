import { realpathSync } from 'node:fs';
import type { AttemptOutcome, AttemptSpec } from '../worker-pool.ts';
import { tellDaemon } from './daemon-link.ts';
import { loadTask } from './load-task.ts';
import { abortedOutcome, failedOutcome, neverFinished, returnedOutcome } from './own-outcomes.ts';
import { writeResult } from './result.ts';
import { createTaskContext } from './task-context.ts';
import { printThrown } from './thrown.ts';

/** Loads the task, runs it once, writes the result and ends the process. */
export async function runAttempt(
  spec: AttemptSpec,
  resultFile: string,
  cacheDir: string,
  ended: AbortSignal,
): Promise<void> {
  const projectDir = realpathSync(spec.projectDir);
  pretendToBeTheTask(spec);
  guardAgainstStrayEnds(projectDir, resultFile, ended);
  const context = createTaskContext(spec, ended);
  let outcome: AttemptOutcome;
  try {
    const task = await loadTask(spec.sourceFile, { projectDir, cacheDir });
    outcome = ended.aborted ? abortedOutcome(ended) : returnedOutcome(await task.run(context.given));
  } catch (thrown) {
    if (!ended.aborted) printThrown(thrown);
    outcome = failedOutcome(thrown, projectDir);
  }
  context.close();
  writeResult(resultFile, ended.aborted ? abortedOutcome(ended) : outcome);
  await tellDaemon({ kind: 'done' });
  process.exit(outcome.exitCode ?? 1);
}

/** What a task sees of the process: its own file, and the names that the platform gives a run. */
function pretendToBeTheTask(spec: AttemptSpec): void {
  process.argv.splice(1, process.argv.length, spec.sourceFile);
  process.env['RUN_EXECUTION_ID'] = spec.runId;
  process.env['RUN_TARGET'] = spec.target;
  if (spec.batchId !== null) process.env['RUN_BATCH_ID'] = spec.batchId;
}

/** Ends that pass the task's own promise by: an error in a callback, and a promise that nothing can settle any more. */
function guardAgainstStrayEnds(projectDir: string, resultFile: string, ended: AbortSignal): void {
  process.on('uncaughtExceptionMonitor', (thrown) => {
    if (process.listenerCount('uncaughtException') > 0) return;
    writeResult(resultFile, ended.aborted ? abortedOutcome(ended) : failedOutcome(thrown, projectDir));
  });
  process.once('beforeExit', () => {
    const outcome = ended.aborted ? abortedOutcome(ended) : neverFinished();
    if (outcome.error !== null) process.stderr.write(`${outcome.error.message}\n`);
    writeResult(resultFile, outcome);
    process.exit(1);
  });
}
