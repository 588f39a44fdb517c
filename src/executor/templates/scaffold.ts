import { constants } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../model/errors.ts';

export interface Scaffolded {
  /** Paths below the folder that were written. */
  readonly written: readonly string[];
  /** Paths that existed and were left as they are. */
  readonly kept: readonly string[];
}

// From source the template is this file's neighbour; the build puts it beside the bundle.
const template = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './demo/' : './templates/demo/', import.meta.url),
);

/**
 * Writes the demo project into `dir` (created when missing). Never overwrites a file.
 * @throws UserError `storage` when the folder cannot be written
 */
export async function scaffold(dir: string): Promise<Scaffolded> {
  const written: string[] = [];
  const kept: string[] = [];
  for (const path of await templateFiles()) {
    const list = (await copyNew(join(template, path), join(dir, path))) ? written : kept;
    list.push(path);
  }
  return { written, kept };
}

async function templateFiles(): Promise<string[]> {
  const entries = await readdir(template, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(template, join(entry.parentPath, entry.name)))
    .sort();
}

/** False when the file exists already. */
async function copyNew(from: string, to: string): Promise<boolean> {
  try {
    await mkdir(dirname(to), { recursive: true });
    await copyFile(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UserError('storage', `The file ${to} could not be written: ${why}.`, {
      fix: 'Choose a folder that you may write to.',
      cause,
    });
  }
}
