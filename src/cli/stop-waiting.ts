import { exitCodes } from './exit-codes.ts';

/**
 * Ctrl-C while a verb waits for a run ends the waiting, not the run, and says so.
 * @returns the function that makes Ctrl-C end the process as usual again
 */
export function stopWaitingOnInterrupt(runId: string): () => void {
  const stop = () => {
    process.stderr.write(`\nThe run goes on. Cancel it with "vfjobs cancel ${runId}".\n`);
    process.exit(exitCodes.interrupted);
  };
  process.once('SIGINT', stop);
  return () => process.removeListener('SIGINT', stop);
}
