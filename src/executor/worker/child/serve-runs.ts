import { dirname } from 'node:path';
import { hasOutput, linkRawFiles } from '../capture.ts';
import { maxToldOutcome } from '../protocol.ts';
import type { AttemptOutcome, AttemptSpec, EndReason } from '../worker-pool.ts';
import { callTask, scopeOf } from './call-task.ts';
import { tellDaemon } from './daemon-link.ts';
import { loadTask, type TaskDefinition } from './load-task.ts';
import { writeResult } from './result.ts';
import type { SourceScope } from './source-scope.ts';
import { guardAgainstStrayEnds } from './stray-ends.ts';

/** Executes runs of one task in this process, one after the other. */
export interface RunServer {
  /** Call it when the run before has ended. */
  serve(spec: AttemptSpec, resultFile: string, outputDir: string): void;
  /** Aborts the run under way, if there is one. */
  end(reason: EndReason): void;
  readonly busy: boolean;
  /** Puts what the run under way has printed where the next daemon looks for it: this one may be gone. */
  keepOutput(): void;
}

interface ServedRun {
  readonly spec: AttemptSpec;
  readonly resultFile: string;
  /** Where the files of the output are. */
  readonly outputDir: string;
  readonly abort: AbortController;
  readonly ended: AbortSignal;
}

export function createRunServer(cacheDir: string): RunServer {
  const load = rememberTask();
  let scope: SourceScope | null = null;
  let current: ServedRun | null = null;

  async function serve(run: ServedRun): Promise<void> {
    if (scope === null) {
      scope = scopeOf(run.spec, cacheDir);
      guardAgainstStrayEnds(scope.projectDir, () => current);
    }
    const outcome = await callTask(run.spec, scope, load, run.ended, run.resultFile);
    current = null;
    // While it waits for the next run, the channel is what keeps the process alive.
    process.channel?.ref();
    await report(run, outcome);
  }

  return {
    get busy() {
      return current !== null;
    },
    serve(spec, resultFile, outputDir) {
      // The run before is not over: its code has told the daemon so in our name.
      if (current !== null) process.exit(1);
      const abort = new AbortController();
      current = { spec, resultFile, outputDir, abort, ended: abort.signal };
      process.channel?.unref();
      void serve(current);
    },
    end: (reason) => current?.abort.abort(reason),
    keepOutput() {
      if (current !== null) keepOutputOf(current);
    },
  };
}

/** Loads a file once: a warm child is only given runs of the same source. */
function rememberTask(): typeof loadTask {
  let known: Promise<TaskDefinition> | null = null;
  return (file, scope) => {
    known ??= loadTask(file, scope);
    return known;
  };
}

/** What the daemon does with the first output that it sees; it may have died before. */
function keepOutputOf({ resultFile, outputDir }: ServedRun): void {
  try {
    if (hasOutput(outputDir)) linkRawFiles(outputDir, dirname(resultFile));
  } catch {
    // The daemon was faster, or the disk is full: the result counts more.
  }
}

/** Tells the outcome: in the message itself when it is small, so that a quick run costs no file. */
async function report(run: ServedRun, outcome: AttemptOutcome): Promise<void> {
  const { spec, resultFile } = run;
  const text = JSON.stringify(outcome);
  const fits = process.connected && Buffer.byteLength(text) <= maxToldOutcome;
  if (!fits) {
    // A result that outlives the daemon must not be without its log.
    keepOutputOf(run);
    writeResult(resultFile, outcome);
  }
  await tellDaemon({
    kind: 'ended',
    runId: spec.runId,
    attempt: spec.attempt,
    outcome: fits ? text : null,
    residentBytes: process.memoryUsage.rss(),
  });
  // The task has closed the channel: nobody can give this process another run.
  if (!process.connected) process.exit(0);
}
