import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { messageOf } from '../../model/errors.ts';
import { type Finding, fine, wrong } from './finding.ts';

/** Whether the executor could write its state: into the directory, or beside it where there is none yet. */
export function checkStateDir(stateDir: string): Finding {
  const found = statSync(stateDir, { throwIfNoEntry: false });
  if (found !== undefined && !found.isDirectory()) {
    return wrong('state', `${stateDir} is not a folder`, 'Move it away: the executor keeps its state there.');
  }
  const folder = found === undefined ? dirname(stateDir) : stateDir;
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (thrown) {
    return wrong('state', messageOf(thrown), `Let your user write to ${folder}.`);
  }
  return fine('state', found === undefined ? `${stateDir} (not written yet)` : stateDir);
}
