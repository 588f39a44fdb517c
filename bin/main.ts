import { flushCompileCache } from 'node:module';
import { runCli } from '../src/cli/run-cli.ts';

/** By then the first frames are painted and what they need is compiled. */
const cacheDelayMs = 2000;

/** What the launcher hands over. */
export interface Launch {
  /** Absolute path of `bin/vfjobs.js`. */
  readonly launcher: string;
  readonly splash: { leave(): void; handOver(): void };
}

/** Runs the command line and ends the process with its exit code. Never returns. */
export async function main({ launcher, splash }: Launch): Promise<void> {
  // `vfjobs runs | head` closes our stdout: nothing is left to do, and nothing is wrong.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      process.exit(error.code === 'EPIPE' ? 0 : 1);
    });
  }
  const exitCode = await runCli(process.argv.slice(2), {
    launcher,
    leaveSplash: splash.leave,
    async printTable(rows) {
      const { printTable } = await import('../components/print-table.tsx');
      return printTable(rows);
    },
    async startConsole(options) {
      const { startConsole } = await import('../screens/start-console.tsx');
      splash.handOver();
      // Written at a normal exit otherwise, and never when a signal ends the console.
      setTimeout(flushCompileCache, cacheDelayMs).unref();
      return startConsole(options);
    },
  });
  // Whatever is still open (a pipe on stdin, say) must not keep the prompt from coming back.
  process.stdout.write('', () => process.exit(exitCode));
}
