import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './environment.ts';

/** The settings file. */
export function userConfigFile(env: Environment): string {
  return join(env['VFJOBS_CONFIG_DIR'] || join(configHome(env), 'vfjobs'), 'config.json');
}

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
  return join(configHome(env), 'veryfront', 'token');
}

/** Also on macOS: Veryfront's own CLI keeps its token there. */
function configHome(env: Environment): string {
  return env['XDG_CONFIG_HOME'] || join(home(env), '.config');
}

function home(env: Environment): string {
  return env['HOME'] || homedir();
}
