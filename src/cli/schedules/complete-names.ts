import { execFileSync } from 'node:child_process';
import { findLocalProject } from '../../config/local-project.ts';
import { zoneNames } from '../../cron/zone-names.ts';
import { defaultStateDir } from '../../executor/state-dir.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import { readDaemonFile } from '../daemon-file.ts';
import { isAlive } from '../process-alive.ts';

type Complete = (value: string, description: string) => void;

/** The part of a completion that is filled in here. */
interface Completed {
  readonly commands: ReadonlyMap<
    string,
    {
      argument(name: string, handler: (complete: Complete) => void, variadic?: boolean): unknown;
      option(value: string, description: string, handler: (complete: Complete) => void): unknown;
    }
  >;
}

const single = ['show', 'edit', 'next', 'slots', 'backfill'];
const several = ['pause', 'resume', 'trigger', 'cancel', 'delete'];

/** Completes names of schedules and of zones. */
export function completeNames(completed: Completed): void {
  for (const verb of [...single, ...several]) {
    completed.commands
      .get(`schedules ${verb}`)
      ?.argument('schedule', fill(scheduleNames), several.includes(verb));
  }
  for (const verb of ['create', 'edit', 'next']) {
    completed.commands.get(`schedules ${verb}`)?.option('tz', 'IANA zone', fill(zoneNames));
  }
}

function fill(names: () => readonly string[]): (complete: Complete) => void {
  return (complete) => {
    for (const name of names()) complete(name, '');
  };
}

/**
 * Those of the executor that runs for this folder; none is started for it. A completion is answered at once, so another
 * process has to wait for the answer.
 */
function scheduleNames(): readonly string[] {
  try {
    const project = findLocalProject(process.cwd());
    const daemon = project === null ? null : readDaemonFile(defaultStateDir(project));
    const [, launcher] = process.argv;
    if (daemon === null || launcher === undefined || !isAlive(daemon.pid)) return [];
    const args = [launcher, 'schedules', 'ls', '--json', '--context', 'local'];
    const listed: unknown = JSON.parse(
      execFileSync(process.execPath, args, { timeout: 2000, stdio: ['ignore', 'pipe', 'ignore'] }).toString(),
    );
    return namesIn(listed);
  } catch {
    // A completion has no place to complain in; the next verb will.
    return [];
  }
}

function namesIn(listed: unknown): readonly string[] {
  const data: unknown = typeof listed === 'object' && listed !== null ? Reflect.get(listed, 'data') : null;
  if (!Array.isArray(data)) return [];
  return data.flatMap((schedule: unknown) => {
    const name: unknown =
      typeof schedule === 'object' && schedule !== null ? Reflect.get(schedule, 'name') : null;
    return typeof name === 'string' ? [sanitize(name)] : [];
  });
}
