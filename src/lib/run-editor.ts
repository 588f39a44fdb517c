import { spawn } from 'node:child_process';

/** The command line of the user's editor ($VISUAL, else $EDITOR); null when none is set. */
export function editorOf(env: Readonly<Record<string, string | undefined>>): string | null {
  const set = [env['VISUAL'], env['EDITOR']].find((value) => value !== undefined && value.trim() !== '');
  return set?.trim() ?? null;
}

/** Resolves when the editor has ended: null, or how it failed. As git does, the setting may bring arguments. */
export function runEditor(editor: string, path: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', `${editor} "$@"`, editor, path], { stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      resolve(
        code === 0 ? null : signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`,
      );
    });
  });
}
