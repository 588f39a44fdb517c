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
  /** On Linux clock ticks since boot and which boot that was, elsewhere the text of `ps -o lstart=`. */
  readonly startTime: string;
  /** Dead, but not yet collected by its parent. */
  readonly zombie: boolean;
  readonly group: number;
}

/** Looks a process up; null when there is none. */
export async function processState(pid: number): Promise<ProcessState | null> {
  return process.platform === 'linux'
    ? readProcStat(pid)
    : ((await askPs(['-p', String(pid)])).get(pid) ?? null);
}

/** True when a process started at that time or later; false for times that cannot be compared. */
export function isNotOlder({ startTime }: ProcessState, since: string): boolean {
  const [ticks = '', boot] = startTime.split('@');
  const [sinceTicks = '', sinceBoot] = since.split('@');
  if (process.platform === 'linux') return boot === sinceBoot && Number(ticks) >= Number(sinceTicks);
  return Date.parse(startTime) >= Date.parse(since);
}

/** The processes of a Linux system by their files in `/proc`. */
export function readProcStat(pid: number): ProcessState | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the program's name in brackets; it may hold spaces and brackets itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, , group] = fields;
    const ticks = fields[19];
    if (ticks === undefined) return null;
    return { startTime: `${ticks}@${thisBoot()}`, zombie: state === 'Z', group: Number(group) };
  } catch {
    return null;
  }
}

let knownBoot: string | null = null;

/** Ticks count from the start of the system: without it a process of today could pass for one of yesterday. */
function thisBoot(): string {
  knownBoot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8);
  return knownBoot;
}

/** The processes that `ps` lists with these options, by pid. Empty when it lists none. */
export async function askPs(options: readonly string[]): Promise<ReadonlyMap<number, ProcessState>> {
  const columns = ['-o', 'pid=,pgid=,stat=,lstart='];
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const { stdout } = await run('ps', [...columns, ...options], { env, maxBuffer: 16 * 1_048_576 }).catch(
    () => ({ stdout: '' }),
  );
  const rows = stdout.split('\n').map((row) => row.trim().split(/\s+/));
  return new Map(
    rows.flatMap(([pid, group, state = '', ...started]) =>
      started.length === 0
        ? []
        : [
            [
              Number(pid),
              { startTime: started.join(' '), zombie: state.startsWith('Z'), group: Number(group) },
            ] as const,
          ],
    ),
  );
}
