/**
 * The program that a worker's child process runs: it prepares itself, says ready, and executes the one
 * task that the daemon then names. Loaded once per attempt, so it imports as little as possible.
 */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { serveDaemon } from './child/serve-daemon.ts';
import { createWatchdog } from './child/watchdog.ts';

const [, , daemonPid = '', cacheDir = ''] = process.argv;
enableCompileCache(join(cacheDir, 'compiled'));
const watchdog = createWatchdog(Number(daemonPid));
serveDaemon(cacheDir, watchdog.arm);
