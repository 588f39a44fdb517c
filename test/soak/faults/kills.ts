import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { childrenOf } from '../storm/children.ts';
import type { Storm } from '../storm/open-storm.ts';

export interface KillOptions {
  /** SIGKILLs to the executor. */
  readonly executors: number;
  /** SIGKILLs to its children, spread over the same time. */
  readonly children: number;
  /** Milliseconds that an executor lives, from being open. */
  readonly lifeMs: number;
}

export interface Kills {
  readonly executors: number;
  readonly children: number;
}

/** Kills children at random, mostly such that execute a task, and the executor about every second; ends when enough were killed or all is done. */
export async function killAtRandom(storm: Storm, options: KillOptions): Promise<Kills> {
  let children = 0;
  let executors = 0;
  const perLife = Math.ceil(options.children / options.executors);
  while ((executors < options.executors || children < options.children) && !storm.isDone) {
    for (let kill = 0; kill < perLife; kill++) {
      await Promise.race([delay(options.lifeMs / perLife), storm.done]);
      if (await killOne(storm)) children += 1;
    }
    if (storm.isDone) break;
    await storm.killExecutor();
    executors += 1;
  }
  return { executors, children };
}

async function killOne(storm: Storm): Promise<boolean> {
  const children = await childrenOf(storm.executor.pid);
  const busy = children.filter((pid) => pidsInLocks(storm.projectDir).has(pid));
  // Now and then one that only boots or waits.
  const pid = oneOf(busy.length === 0 || Math.random() < 0.2 ? children : busy);
  if (pid === undefined) return false;
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false; // It ended by itself meanwhile.
  }
}

/** Processes whose task has begun, as they wrote down themselves; some may have been killed since. */
function pidsInLocks(projectDir: string): Set<number> {
  const dir = join(projectDir, 'locks');
  if (!existsSync(dir)) return new Set();
  return new Set(readdirSync(dir).map((name) => Number.parseInt(readLock(join(dir, name)), 10)));
}

/** Empty when its task has ended meanwhile. */
function readLock(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function oneOf<T>(list: readonly T[]): T | undefined {
  return list[Math.floor(Math.random() * list.length)];
}
