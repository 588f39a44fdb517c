import type { Target } from '../../model/target.ts';
import type { FileDescription } from './describe-task-files.ts';
import type { TaskFile } from './find-task-files.ts';

/** What may be told of a file below `tasks/`. */
export type TaskFileDescription = Extract<FileDescription, { readonly kind: 'described' | 'broken' }>;

/** The target that a task file stands for. */
export function targetOf(file: TaskFile, described: TaskFileDescription): Target {
  const blank = {
    target: `task:${file.id}`,
    kind: 'task',
    name: file.id,
    description: '',
    inputSchema: {},
    outputSchema: null,
    schedulable: false,
    isolation: 'process',
    concurrency: null,
    sourcePath: file.relativePath,
    fault: null,
  } as const;
  if (described.kind === 'broken') {
    const { fault } = described;
    return { ...blank, fault: { ...fault, file: fault.file ?? file.relativePath } };
  }
  const { name, inputSchema, ...fields } = described.description;
  return { ...blank, ...fields, name: name ?? file.id, inputSchema: inputSchema ?? {} };
}

/** Two files with one id: neither can be used (contract, section 13.3). */
export function clashOf(target: Target, paths: readonly string[]): Target {
  const file = target.sourcePath ?? '';
  const others = paths.filter((path) => path !== file).join(', ');
  const message = `The id "${target.target}" is taken twice: by this file and by ${others}. Rename one of them.`;
  return { ...target, fault: { message, file, line: null } };
}
