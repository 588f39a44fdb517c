import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's own folder, absolute. */
export const repositoryDir = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/**
 * The executable as users start it. It needs `npm run build` first. `VFJOBS_LAUNCHER` names that of another
 * build, so that two can be compared with the same tests and benches.
 */
export const launcherPath = process.env['VFJOBS_LAUNCHER'] ?? `${repositoryDir}/bin/vfjobs.js`;

/** @throws Error that says what to do when the program is not built */
export function assertBuilt(): void {
  for (const path of [launcherPath, join(dirname(launcherPath), '../dist/main.js')]) {
    if (!existsSync(path)) throw new Error(`${path} is missing: run "npm run build" first`);
  }
}

export interface VerbResult {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command-line verb of the built program to its end. Never rejects for a non-zero exit. */
export function runVerb(
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<VerbResult> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [launcherPath, ...args],
      { ...options, maxBuffer: 64 * 1024 * 1024 },
      (_, stdout, stderr) => resolve({ exitCode: child.exitCode, stdout, stderr }),
    );
  });
}
