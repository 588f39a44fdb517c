import { existsSync } from 'node:fs';
import packageJson from '../../../package.json' with { type: 'json' };
import { createClient } from '../../client/create-client.ts';
import { checkStore } from '../../executor/storage/check-store.ts';
import { formatBytes } from '../../lib/format-bytes.ts';
import { findDaemon } from '../attach.ts';
import { type Daemon, readDaemonFile } from '../daemon-file.ts';
import { tokenFile } from '../token-file.ts';
import { checkMode } from './check-config.ts';
import { checkState } from './check-state.ts';
import { checkStateDir } from './check-state-dir.ts';
import { type Finding, fine, note, wrong } from './finding.ts';

/** The state directory: who uses it, and whether what is in it is sound. */
export async function checkExecutor(stateDir: string): Promise<Finding[]> {
  const state = checkStateDir(stateDir);
  if (state.state === 'wrong') return [state];
  if (!existsSync(stateDir)) return [state, fine('executor', 'not running; it starts when it is needed')];
  const token = existsSync(tokenFile(stateDir)) ? checkMode('token', tokenFile(stateDir)) : null;
  const daemon = await findDaemon(stateDir);
  return [
    state,
    await checkDaemon(stateDir, daemon),
    ...(await checkStorage(stateDir, daemon !== null)),
    ...(token === null ? [] : [token]),
  ];
}

async function checkDaemon(stateDir: string, daemon: Daemon | null): Promise<Finding> {
  if (daemon !== null) return checkVersion(daemon, await versionOf(daemon));
  const left = readDaemonFile(stateDir);
  if (left === null) return fine('executor', 'not running; it starts when it is needed');
  return note(
    'executor',
    `pid ${left.pid} does not answer at ${left.api_url}`,
    'It was killed or is just starting; the next verb starts one.',
  );
}

function checkVersion({ api_url: url, pid }: Daemon, version: string | null): Finding {
  const running = `running at ${url}, pid ${pid}`;
  return version === null || version === packageJson.version
    ? fine('executor', running)
    : note('executor', `${running}, version ${version}`, `Start this one anew: stop it with "kill ${pid}".`);
}

/** Null when it does not answer that. */
async function versionOf({ api_url: apiUrl, token, project_id: project }: Daemon): Promise<string | null> {
  const client = createClient({ apiUrl, token, project, timeoutMs: 2000 });
  try {
    return (await client.capabilities()).version;
  } catch {
    return null;
  } finally {
    await client.close();
  }
}

async function checkStorage(stateDir: string, running: boolean): Promise<Finding[]> {
  const { path, exists, databaseBytes, walBytes, problems, schemaVersion } = checkStore(stateDir);
  if (!exists) return [fine('database', 'not written yet')];
  if (problems.length > 0) {
    const fix = 'Move it aside and start afresh with "vfjobs doctor --repair".';
    return [wrong('database', problems.join('; '), fix)];
  }
  const size = formatBytes(databaseBytes + walBytes);
  return [
    fine('database', `${path}: ${size}, schema version ${schemaVersion}, sound`),
    ...(await checkState({ stateDir, running, walBytes, now: Date.now() })),
  ];
}
