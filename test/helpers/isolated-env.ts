import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * An environment in which nothing of the developer's own home, contexts, tokens or terminal can be seen.
 * @param dir a folder that outlives the program
 */
export function isolatedEnv(
  dir: string,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const below = (name: string) => {
    const path = join(dir, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  return {
    PATH: process.env['PATH'] ?? '',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    TERM: 'xterm-256color',
    HOME: below('home'),
    XDG_CONFIG_HOME: below('config'),
    XDG_CACHE_HOME: below('cache'),
    XDG_DATA_HOME: below('data'),
    XDG_STATE_HOME: below('state'),
    TMPDIR: below('tmp'),
    ...more,
  };
}
