import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { ProcessId } from './worker-pool.ts';

const run = promisify(execFile);

/** False when either is not known. */
export function isSameProcess(a: ProcessId | null, b: ProcessId | null): boolean {
  return a !== null && b !== null && a.pid === b.pid && a.startTime === b.startTime;
}

/** A process as the system knows it. */
export interface ProcessState {
  /** Clock ticks since boot on Linux, the text of `ps -o lstart=` elsewhere. */
  readonly startTime: string;
  /** Dead, but not yet collected by its parent. */
  readonly zombie: boolean;
}

/** Looks a process up; null when there is none. */
export async function processState(pid: number): Promise<ProcessState | null> {
  return process.platform === 'linux' ? readProcStat(pid) : askPs(pid);
}

function readProcStat(pid: number): ProcessState | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the program's name in brackets; it may hold spaces and brackets itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const startTime = fields[19];
    return startTime === undefined ? null : { startTime, zombie: fields[0] === 'Z' };
  } catch {
    return null;
  }
}

async function askPs(pid: number): Promise<ProcessState | null> {
  try {
    const { stdout } = await run('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    });
    const [state = '', ...started] = stdout.trim().split(/\s+/);
    return started.length === 0 ? null : { startTime: started.join(' '), zombie: state.startsWith('Z') };
  } catch {
    return null;
  }
}
