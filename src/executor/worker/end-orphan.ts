import { readdirSync } from 'node:fs';
import { killGroup, signalGroup } from './process-group.ts';
import { askPs, isNotOlder, type ProcessState, processState, readProcStat } from './process-id.ts';
import type { ProcessId } from './worker-pool.ts';

const patienceMs = 2_000;
const lookEveryMs = 20;

/**
 * Kills the process group that a daemon left behind when it died, and waits until all of it is gone (2 s
 * at most), also when its leader has died before. A stranger that was given the same number is left alone.
 */
export async function endOrphan(orphan: ProcessId): Promise<void> {
  for (let waited = 0; waited < patienceMs && (await isLeft(orphan)); waited += lookEveryMs) {
    await killGroup(orphan.pid, lookEveryMs);
  }
}

/**
 * True while a process of that group is alive. The system gives the number of a process to no other while
 * a group has it. So a process that has the number, but another start time, means that our group had died
 * out before. Where no process has the number, the group is ours unless one of its members is older than
 * its leader was: ours are all descendants of that.
 */
async function isLeft({ pid, startTime }: ProcessId): Promise<boolean> {
  if (!signalGroup(pid, 0)) return false;
  const leader = await processState(pid);
  if (leader !== null && leader.startTime !== startTime) return false;
  if (leader !== null && !leader.zombie) return true;
  const members = await membersOf(pid);
  return members.length > 0 && members.every((member) => isNotOlder(member, startTime));
}

/** The processes of a group, without the dead that nobody has collected. */
async function membersOf(group: number): Promise<readonly ProcessState[]> {
  const all = process.platform === 'linux' ? readProc() : (await askPs(['-ax'])).values();
  return [...all].filter((state) => state.group === group && !state.zombie);
}

function readProc(): readonly ProcessState[] {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.map(readProcStat).filter((state) => state !== null);
}
