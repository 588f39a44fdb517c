import { realpathSync } from 'node:fs';
import { relative } from 'node:path';
import { isJsonObject, type JsonObject } from '../../../lib/json.ts';
import { type Isolation, isolations } from '../../../model/target.ts';
import { type FileFault, maxConcurrency, type TaskDescription } from '../protocol.ts';
import { tellDaemon } from './daemon-link.ts';
import { loadTask, NoTaskError, type TaskDefinition } from './load-task.ts';
import { beginLoading, loadedFiles, recordLoading } from './loaded-files.ts';
import type { SourceScope } from './source-scope.ts';
import { messageOfThrown, placeOf } from './thrown.ts';

/** Imports task files one by one and tells what each defines, or why it cannot be used; then ends the process. */
export async function describeFiles(
  files: readonly string[],
  projectDir: string,
  cacheDir: string,
): Promise<void> {
  const scope = { projectDir: realpathSync(projectDir), cacheDir };
  const schedules = files.filter((file) => folderOf(file, projectDir) === 'schedules');
  if (schedules.length > 0) recordLoading(scope.projectDir, schedules);
  for (const file of files) {
    // Told first, so that the daemon knows which file it was if this process does not survive it.
    await tellDaemon({ kind: 'reading', file });
    await tellDaemon(await describeFile(file, scope, folderOf(file, projectDir)));
  }
  process.exit(0);
}

function folderOf(file: string, projectDir: string): string | undefined {
  return relative(projectDir, file).split('/', 1)[0];
}

async function describeFile(file: string, scope: SourceScope, folder: string | undefined) {
  try {
    if (folder === 'schedules') {
      beginLoading(file);
      const { exportedSchedule } = await import('./schedule/exported-schedule.ts');
      const exported = await exportedSchedule(file, scope);
      return { kind: 'schedule', file, exported, imports: loadedFiles() } as const;
    }
    if (folder === 'workflows') {
      const { describeWorkflows } = await import('./workflow/describe-workflows.ts');
      return { kind: 'workflows', file, workflows: await describeWorkflows(file, scope) } as const;
    }
    const description = descriptionOf(await loadTask(file, scope));
    return { kind: 'described', file, description } as const;
  } catch (thrown) {
    const imports = folder === 'schedules' ? loadedFiles() : [];
    return { kind: 'broken', file, fault: faultOf(thrown, scope.projectDir), imports } as const;
  }
}

function descriptionOf(task: TaskDefinition): TaskDescription {
  return {
    name: textIn(task, 'name'),
    description: textIn(task, 'description') ?? '',
    inputSchema: schemaIn(task, 'inputSchema'),
    outputSchema: schemaIn(task, 'outputSchema'),
    schedulable: task['schedulable'] === true,
    isolation: isolationIn(task),
    concurrency: concurrencyIn(task),
  };
}

function textIn(task: TaskDefinition, field: string): string | null {
  const value = task[field] ?? null;
  if (value === null || typeof value === 'string') return value;
  throw new NoTaskError(`The task's ${field} has to be a string.`);
}

function schemaIn(task: TaskDefinition, field: string): JsonObject | null {
  const value = task[field] ?? null;
  if (value === null) return null;
  // Through JSON, so that functions and the like cannot reach the daemon.
  const plain: unknown = isJsonObject(value) ? JSON.parse(JSON.stringify(value)) : null;
  if (isJsonObject(plain)) return plain;
  throw new NoTaskError(`The task's ${field} has to be a JSON Schema object.`);
}

function isolationIn(task: TaskDefinition): Isolation {
  const value = task['isolation'] ?? 'process';
  const isolation = isolations.find((known) => known === value);
  if (isolation !== undefined) return isolation;
  throw new NoTaskError(
    `The task's isolation has to be ${isolations.map((known) => `"${known}"`).join(' or ')}.`,
  );
}

function concurrencyIn(task: TaskDefinition): number | null {
  const value = task['concurrency'] ?? null;
  if (value === null) return null;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= maxConcurrency)
    return value;
  throw new NoTaskError(`The task's concurrency has to be a whole number from 1 to ${maxConcurrency}.`);
}

function faultOf(thrown: unknown, projectDir: string): FileFault {
  const place = thrown instanceof NoTaskError ? null : placeOf(thrown, projectDir);
  return {
    message: firstLine(messageOfThrown(thrown)),
    file: place === null ? null : relative(projectDir, place.file),
    line: place?.line ?? null,
  };
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').slice(0, 1_000);
}
