import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The published `veryfront` package, as a project that installed it has it. */
const installedPackage = new URL('../../node_modules/veryfront', import.meta.url).pathname;

/** Files of a project by path, such as `{ 'workflows/review.ts': source }`. */
export type ProjectFiles = Readonly<Record<string, string>>;

/** Adds files to a project's folder. */
export function addFiles(projectDir: string, files: ProjectFiles): void {
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(projectDir, path)), { recursive: true });
    writeFileSync(join(projectDir, path), source);
  }
}

/** Makes `veryfront` resolvable in a project, as `npm install veryfront` does. */
export function installPackage(projectDir: string): void {
  mkdirSync(join(projectDir, 'node_modules'), { recursive: true });
  symlinkSync(installedPackage, join(projectDir, 'node_modules/veryfront'));
}
