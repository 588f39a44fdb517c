import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './environment.ts';

/** Where what the program keeps for the user lives, such as the demo project. */
export function userDataDir(env: Environment): string {
  const own = env['VFJOBS_DATA_DIR'];
  return own ? own : join(env['XDG_DATA_HOME'] || join(home(env), '.local', 'share'), 'vfjobs');
}

/** Where traces of failures of the program itself go. */
export function userStateDir(env: Environment): string {
  return join(env['XDG_STATE_HOME'] || join(home(env), '.local', 'state'), 'vfjobs');
}

/** The token that `veryfront login` keeps (contract section 12.2). */
export function veryfrontTokenFile(env: Environment): string {
  return join(env['XDG_CONFIG_HOME'] || join(home(env), '.config'), 'veryfront', 'token');
}

function home(env: Environment): string {
  return env['HOME'] || homedir();
}
