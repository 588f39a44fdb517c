import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutorOptions } from '../../../../../src/executor/open-executor.ts';
import type { Schedule } from '../../../../../src/model/schedule.ts';
import { placeOfFault } from '../../../../../src/model/source-fault.ts';
import { type ExecutorProject, openProject } from '../../../../helpers/executor-project.ts';
import { taskSource } from '../../../../helpers/temp-project.ts';
import { addFiles, type ProjectFiles } from '../../../../helpers/workflow-project.ts';

/** A project with a task `backup` and files in `schedules/`, and what its executor makes of them. */
export interface SourcedProject extends AsyncDisposable {
  readonly project: ExecutorProject;
  /** Those that are not put away, by name. */
  list(): readonly Schedule[];
  /** Each fault as `path:line code message`. */
  faults(): readonly string[];
  /** Types of the events of a schedule, oldest first. */
  events(id: string): readonly string[];
  write(files: ProjectFiles): void;
  remove(path: string): void;
  /** Resolves when the claim is true; asked again after each change that the executor tells. */
  until(claim: () => boolean): Promise<void>;
}

const tasks = { backup: taskSource('return 1;'), 'reports/weekly': taskSource('return 2;') };

export async function openSourced(
  files: ProjectFiles,
  options: Partial<ExecutorOptions> = {},
): Promise<SourcedProject> {
  // Nothing is fired here.
  const project = await openProject(tasks, { concurrency: 0, spares: 0, ...options });
  await project.executor.stop({ drainMs: 0 });
  addFiles(project.projectDir, files);
  await project.reopen();
  const schedules = () => project.executor.schedules;
  return {
    project,
    list: () =>
      schedules()
        .list({}, { limit: 500 })
        .items.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    faults: () =>
      schedules()
        .sourceFaults()
        .map((fault) => `${placeOfFault(fault)} ${fault.code} ${fault.message}`),
    events: (id) =>
      schedules()
        .listEvents(id, 0, 100)
        .map(({ type }) => type),
    write: (more) => addFiles(project.projectDir, more),
    remove: (path) => rmSync(join(project.projectDir, path), { recursive: true }),
    until: (claim) => untilTold(project, claim),
    [Symbol.asyncDispose]: () => project[Symbol.asyncDispose](),
  };
}

function untilTold({ executor }: ExecutorProject, claim: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!claim()) return;
      stop();
      resolve();
    };
    const stop = executor.subscribe((change) => {
      if (change.kind === 'schedule') check();
    });
    check();
  });
}

/** Source of a file with one schedule of the task `backup`. */
export function scheduleSource(id: string, members = ''): string {
  return `import { schedule } from 'veryfront/schedule';

export default schedule({
  id: '${id}',
  schedule: '30 2 * * *',
  target: { kind: 'task', id: 'backup' },
  ${members}
});
`;
}
