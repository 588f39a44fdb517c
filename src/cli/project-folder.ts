import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { holdsProject } from '../config/local-project.ts';
import { UserError } from '../model/errors.ts';

/**
 * The folder that `--project-dir` names, absolute and without symbolic links: two spellings of one
 * folder share one executor.
 * @throws UserError `not-found` when there is no such folder or it holds no project
 */
export function projectFolder(given: string, cwd: string): string {
  const folder = resolve(cwd, given);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UserError('not-found', `There is no folder ${folder}`, {
      fix: `Create a project there with "vfjobs init ${given}".`,
    });
  }
  if (!holdsProject(folder)) {
    throw new UserError('not-found', `${folder} holds no project: there is no tasks/ folder in it`, {
      fix: `Put a task into ${folder}/tasks/, or have an example written with "vfjobs init ${given}".`,
    });
  }
  return realpathSync(folder);
}
