import { readdirSync, readFileSync } from 'node:fs';

/** What a process of this machine has used and holds, as Linux tells it in /proc. */
export interface ProcessFigures {
  /** Processor time of all its threads since its start, in ms. */
  readonly cpuMs: number;
  /** How often its threads went to sleep and were woken since its start. */
  readonly wakeups: number;
  /** Memory that it holds, shared pages counted, in bytes. */
  readonly rssBytes: number;
}

export const hasProcessFigures = process.platform === 'linux';

/** @throws Error when there is no such process, or no /proc */
export function figuresOf(pid: number): ProcessFigures {
  const threads = readdirSync(`/proc/${pid}/task`).map((thread) => `/proc/${pid}/task/${thread}`);
  return {
    // In ns, not in the ticks of 10 ms of `stat`: an idle program uses less than a tick.
    cpuMs: sumOf(threads, (thread) => numberIn(`${thread}/schedstat`, /^(\d+)/)) / 1e6,
    wakeups: sumOf(threads, (thread) => numberIn(`${thread}/status`, /^voluntary_ctxt_switches:\s+(\d+)/m)),
    rssBytes: numberIn(`/proc/${pid}/status`, /^VmRSS:\s+(\d+) kB/m) * 1024,
  };
}

function sumOf(threads: readonly string[], figure: (thread: string) => number): number {
  return threads.reduce((sum, thread) => sum + figure(thread), 0);
}

function numberIn(path: string, pattern: RegExp): number {
  return Number(pattern.exec(readFileSync(path, 'latin1'))?.[1]);
}
