import type { DaemonMessage } from '../protocol.ts';
import { tellDaemon } from './daemon-link.ts';
import { describeFiles } from './describe-files.ts';
import { runAttempt } from './run-attempt.ts';
import { createRunServer } from './serve-runs.ts';

/**
 * Says ready, then does what the daemon asks for: one attempt, one look at files, or run after run.
 * @param onBusy called before any user code, each time
 */
export function serveDaemon(cacheDir: string, onBusy: () => void): void {
  const abort = new AbortController();
  const runs = createRunServer(cacheDir);
  let busy = false;

  function begin(): void {
    busy = true;
    // The channel alone must not keep a task alive that waits for nothing.
    process.channel?.unref();
    onBusy();
  }

  process.on('message', (message: DaemonMessage) => {
    switch (message.kind) {
      case 'go':
        begin();
        void runAttempt(message.spec, message.resultFile, cacheDir, abort.signal);
        break;
      case 'next':
        onBusy();
        runs.serve(message.spec, message.resultFile, message.outputDir);
        break;
      case 'describe':
        begin();
        void describeFiles(message.files, message.projectDir, cacheDir);
        break;
      case 'end':
        abort.abort(message.reason);
        runs.end(message.reason);
    }
  });
  // A busy child is the watchdog's business: its task may have closed the channel itself.
  process.on('disconnect', () => {
    if (!busy && !runs.busy) process.exit(0);
    runs.keepOutput();
  });
  void tellDaemon({ kind: 'ready' });
}
