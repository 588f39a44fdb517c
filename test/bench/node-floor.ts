import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { median } from './statistics.ts';

/** Milliseconds from starting `node -e 0` to its exit, once. */
export async function timeNode(): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  await once(child, 'exit');
  return performance.now() - began;
}

/** The median of several rounds. */
export async function measureNodeFloor(rounds = 9): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timeNode());
  return median(times);
}
