import type { AttemptSpec } from '../worker-pool.ts';
import { callTask, scopeOf } from './call-task.ts';
import { tellDaemon } from './daemon-link.ts';
import { loadTask } from './load-task.ts';
import { writeResult } from './result.ts';
import { guardAgainstStrayEnds } from './stray-ends.ts';

/** Loads the task, runs it once, writes the result and ends the process. */
export async function runAttempt(
  spec: AttemptSpec,
  resultFile: string,
  cacheDir: string,
  ended: AbortSignal,
): Promise<void> {
  const scope = scopeOf(spec, cacheDir);
  guardAgainstStrayEnds(scope.projectDir, () => ({ spec, resultFile, ended }));
  const outcome = await callTask(spec, scope, await loaderFor(spec, resultFile), ended, resultFile);
  writeResult(resultFile, outcome);
  await tellDaemon({ kind: 'done' });
  process.exit(outcome.exitCode ?? 1);
}

/** The parts that run workflows are loaded with the first one only. */
async function loaderFor(spec: AttemptSpec, resultFile: string): Promise<typeof loadTask> {
  if (spec.kind !== 'workflow') return loadTask;
  const { workflowLoader } = await import('./workflow/run-workflow.ts');
  return workflowLoader(spec, resultFile);
}
