import { existsSync } from 'node:fs';
import { checkStore } from '../../executor/storage/check-store.ts';
import { findDaemon } from '../attach.ts';
import { readDaemonFile } from '../daemon-file.ts';
import { tokenFile } from '../token-file.ts';
import { checkMode } from './check-config.ts';
import { checkStateDir } from './check-state-dir.ts';
import { type Finding, fine, note, wrong } from './finding.ts';

/** The state directory: who uses it, and whether what is in it is sound. */
export async function checkExecutor(stateDir: string): Promise<Finding[]> {
  const state = checkStateDir(stateDir);
  if (state.state === 'wrong') return [state];
  if (!existsSync(stateDir)) return [state, fine('executor', 'not running; it starts when it is needed')];
  const token = existsSync(tokenFile(stateDir)) ? checkMode('token', tokenFile(stateDir)) : null;
  return [state, await checkDaemon(stateDir), checkStorage(stateDir), ...(token === null ? [] : [token])];
}

async function checkDaemon(stateDir: string): Promise<Finding> {
  const daemon = await findDaemon(stateDir);
  if (daemon !== null) return fine('executor', `running at ${daemon.api_url}, pid ${daemon.pid}`);
  const left = readDaemonFile(stateDir);
  if (left === null) return fine('executor', 'not running; it starts when it is needed');
  return note(
    'executor',
    `pid ${left.pid} does not answer at ${left.api_url}`,
    'It was killed or is just starting; the next verb starts one.',
  );
}

function checkStorage(stateDir: string): Finding {
  const { path, exists, databaseBytes, walBytes, problems } = checkStore(stateDir);
  if (!exists) return fine('database', 'not written yet');
  if (problems.length > 0) {
    return wrong(
      'database',
      problems.join('; '),
      'Move it aside and start afresh with "vfjobs doctor --repair".',
    );
  }
  return fine('database', `${path}: ${megabytes(databaseBytes + walBytes)}, sound`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}
