import type { DaemonMessage } from '../protocol.ts';
import { tellDaemon } from './daemon-link.ts';
import { describeFiles } from './describe-files.ts';
import { runAttempt } from './run-attempt.ts';

/**
 * Says ready, then does the one thing that the daemon asks for.
 * @param onBusy called before any user code
 */
export function serveDaemon(cacheDir: string, onBusy: () => void): void {
  const abort = new AbortController();
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
      case 'describe':
        begin();
        void describeFiles(message.files, message.projectDir, cacheDir);
        break;
      case 'end':
        abort.abort(message.reason);
    }
  });
  // A busy child is the watchdog's business: its task may have closed the channel itself.
  process.on('disconnect', () => {
    if (!busy) process.exit(0);
  });
  void tellDaemon({ kind: 'ready' });
}
