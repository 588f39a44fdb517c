import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createTargetCatalog } from '../../executor/targets/target-catalog.ts';
import { messageOf } from '../../model/errors.ts';
import { type Finding, fine, note, wrong } from './finding.ts';

/** The project's tasks, each broken one with its place. */
export async function checkProject(projectDir: string, stateDir: string): Promise<Finding[]> {
  const project = fine('project', projectDir);
  if (!existsSync(join(projectDir, 'tasks'))) {
    return [
      project,
      note('tasks', 'there is no tasks/ folder', 'Put a task into tasks/, or run "vfjobs init".'),
    ];
  }
  try {
    const targets = await createTargetCatalog({ projectDir, cacheDir: join(stateDir, 'cache') }).list();
    const broken = targets.flatMap(({ target, fault }) => {
      if (fault === null) return [];
      const place = fault.line === null ? fault.file : `${fault.file}:${fault.line}`;
      return [wrong(target, `${place}: ${fault.message}`, `Correct ${fault.file}.`)];
    });
    return [project, fine('tasks', `${targets.length - broken.length} can be run`), ...broken];
  } catch (thrown) {
    return [project, wrong('tasks', messageOf(thrown), 'Make the tasks/ folder readable.')];
  }
}
