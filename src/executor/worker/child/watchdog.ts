import { Worker } from 'node:worker_threads';

/** Kills this process and its group when the daemon is gone, even while the task never yields. */
export interface Watchdog {
  /** Starts watching. Until then the thread sleeps and costs nothing. */
  arm(): void;
}

const periodMs = 300;

// After it has noticed it waits once more: a result that is about to be written need not be found out again.
// Plain text, so that the bundle needs no further file and the thread loads nothing.
const watch = `
const { armed, daemonPid } = require('node:worker_threads').workerData;
Atomics.wait(armed, 0, 0);
while (process.ppid === daemonPid) Atomics.wait(armed, 0, 1, ${periodMs});
Atomics.wait(armed, 0, 1, ${periodMs});
process.kill(-process.pid, 'SIGKILL');
`;

/** A thread of its own: a busy loop in the task cannot keep it from looking. */
export function createWatchdog(daemonPid: number): Watchdog {
  const armed = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(watch, { eval: true, workerData: { armed, daemonPid }, execArgv: [], env: {} });
  thread.unref();
  return {
    arm() {
      // Once: each notification wakes the thread.
      if (Atomics.exchange(armed, 0, 1) === 1) return;
      Atomics.notify(armed, 0);
    },
  };
}
