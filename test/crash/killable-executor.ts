import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Attempt } from '../../src/model/attempt.ts';
import type { RunEvent } from '../../src/model/event.ts';
import type { Run } from '../../src/model/run.ts';

const ordinary = new URL('executor-process.ts', import.meta.url);

/** What is left of a run when all have ended. */
export interface EndedRun {
  readonly run: Run;
  readonly events: readonly RunEvent[];
  readonly attempts: readonly Attempt[];
}

/** An executor that can be killed. */
export interface KillableExecutor extends AsyncDisposable {
  /** Resolves when it has said the word about so many runs; rejects when it ends before. */
  said(word: string, times: number): Promise<readonly string[]>;
  /** Resolves with everything when no run is left to do. */
  finished(): Promise<readonly EndedRun[]>;
  signal(name: 'SIGSTOP' | 'SIGKILL' | 'SIGTERM'): void;
  readonly exited: Promise<unknown>;
}

/**
 * @param told what the program is told beside the folder; the ordinary one: how many runs of `task:work` to create first
 * @param script the program
 */
export function startExecutor(
  projectDir: string,
  told: number | readonly (number | string)[],
  script = ordinary,
): KillableExecutor {
  const args = [told].flat().map(String);
  const child = spawn(process.execPath, [fileURLToPath(script), projectDir, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const output = createInterface({ input: child.stdout });
  output.on('line', (line) => {
    lines.push(line);
    for (const check of [...waiting]) check();
  });

  const until = <T>(find: () => T | null) =>
    new Promise<T>((resolve, reject) => {
      const check = () => {
        const found = find();
        if (found === null) return;
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      output.once('close', () => reject(new Error(`the executor ended; its last words: ${lines.at(-1)}`)));
      check();
    });

  return {
    said: (word, times) =>
      until(() => {
        const ids = lines
          .filter((line) => line.startsWith(`${word} `))
          .map((line) => line.slice(word.length + 1));
        return ids.length >= times ? ids : null;
      }),
    finished: () =>
      until(() => {
        const last = lines.find((line) => line.startsWith('['));
        return last === undefined ? null : JSON.parse(last);
      }),
    signal: (name) => void child.kill(name),
    exited,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
