import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Processes looked up in one turn of the event loop: about a millisecond. */
const perTurn = 50;

/**
 * Resident memory of process groups by the id of their leader, in bytes. Pages that processes share
 * count for each of them. Groups without a process are left out; where the system does not answer, all are.
 */
export async function groupMemory(leaders: ReadonlySet<number>): Promise<ReadonlyMap<number, number>> {
  try {
    return await (process.platform === 'linux' ? readProc(leaders) : askPs(leaders));
  } catch {
    return new Map();
  }
}

async function readProc(leaders: ReadonlySet<number>): Promise<Map<number, number>> {
  const sums = new Map<number, number>();
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  for (const [index, pid] of pids.entries()) {
    if (index % perTurn === perTurn - 1) await nextTurn();
    const group = groupOf(pid);
    if (group !== null && leaders.has(group)) add(sums, group, residentKib(pid));
  }
  return sums;
}

function groupOf(pid: string): number | null {
  const stat = readIfThere(`/proc/${pid}/stat`);
  // The second field is the program's name in brackets and may hold anything; the group is the fifth.
  const group = stat.slice(stat.lastIndexOf(')') + 2).split(' ', 3)[2];
  return group === undefined ? null : Number(group);
}

/** From `status`, which counts in KiB; `stat` counts in pages, whose size Node does not tell. */
function residentKib(pid: string): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readIfThere(`/proc/${pid}/status`))?.[1] ?? 0);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    // It has ended since the list was read.
    return '';
  }
}

async function askPs(leaders: ReadonlySet<number>): Promise<Map<number, number>> {
  const { stdout } = await run('ps', ['-axo', 'pgid=,rss='], { maxBuffer: 16 * 1_048_576 });
  const sums = new Map<number, number>();
  for (const [, group, kib] of stdout.matchAll(/^\s*(\d+)\s+(\d+)\s*$/gm)) {
    if (leaders.has(Number(group))) add(sums, Number(group), Number(kib));
  }
  return sums;
}

function add(sums: Map<number, number>, group: number, kib: number): void {
  sums.set(group, (sums.get(group) ?? 0) + kib * 1024);
}
