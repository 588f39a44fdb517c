import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createTargetCatalog } from '../../executor/targets/target-catalog.ts';
import { messageOf } from '../../model/errors.ts';
import { type Finding, fine, note, wrong } from './finding.ts';

const folders = ['tasks', 'workflows'];

/** The project's own targets, each broken one with its place. */
export async function checkProject(projectDir: string, stateDir: string): Promise<Finding[]> {
  const project = fine('project', projectDir);
  if (!folders.some((folder) => existsSync(join(projectDir, folder)))) {
    return [
      project,
      note('targets', 'there is no tasks/ or workflows/', 'Put a task into tasks/, or run "vfjobs init".'),
    ];
  }
  try {
    const targets = await createTargetCatalog({ projectDir, cacheDir: join(stateDir, 'cache') }).list();
    const broken = targets.flatMap(({ target, fault }) => {
      if (fault === null) return [];
      const place = fault.line === null ? fault.file : `${fault.file}:${fault.line}`;
      return [wrong(target, `${place}: ${fault.message}`, `Correct ${fault.file}.`)];
    });
    const builtIn = targets.filter(({ sourcePath }) => sourcePath === null).length;
    const own = targets.length - builtIn - broken.length;
    return [project, fine('targets', `${own} can be run, and ${builtIn} built in`), ...broken];
  } catch (thrown) {
    return [project, wrong('targets', messageOf(thrown), 'Make the folder readable.')];
  }
}
