import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../model/errors.ts';
import { storageFault } from './storage/faults.ts';

/** The state directory of a project, unless another is asked for. */
export function defaultStateDir(projectDir: string): string {
  return join(projectDir, '.vfjobs');
}

/**
 * Makes sure that a project folder is there: its state directory would else be created in the void.
 * @throws UserError `not-found`
 */
export function requireProjectDir(projectDir: string): void {
  if (statSync(projectDir, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new UserError('not-found', `There is no folder ${projectDir}`, {
    fix: 'Name the folder that holds tasks/, or make one with `vfjobs init`.',
  });
}

/**
 * Creates the state directory, for its owner only and left out of git from within.
 * @throws UserError `storage` when it cannot be created or written
 */
export function prepareStateDir(stateDir: string): void {
  try {
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
    chmodSync(stateDir, 0o700);
    writeFileSync(join(stateDir, '.gitignore'), '*\n', { mode: 0o600 });
  } catch (thrown) {
    const fault = storageFault(thrown, stateDir);
    if (!(fault instanceof UserError)) throw fault;
    throw new UserError('storage', `The state directory cannot be used: ${fault.message}`, {
      fix: fault.fix,
      cause: thrown,
    });
  }
}
