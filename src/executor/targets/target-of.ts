import { isAbsolute, relative } from 'node:path';
import type { Target } from '../../model/target.ts';
import type { FileFault } from '../worker/protocol.ts';
import type { FileDescription } from './describe-task-files.ts';
import type { TaskFile } from './find-task-files.ts';

/** The target that a task file stands for. */
export function targetOf(file: TaskFile, described: FileDescription, projectDir: string): Target {
  const blank = {
    target: `task:${file.id}`,
    kind: 'task',
    name: file.id,
    description: '',
    inputSchema: {},
    outputSchema: null,
    schedulable: false,
    sourcePath: file.relativePath,
    fault: null,
  } as const;
  if (described.kind === 'broken') return { ...blank, fault: faultBelow(projectDir, file, described.fault) };
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

function faultBelow(projectDir: string, file: TaskFile, fault: FileFault) {
  const place = fault.file === null ? file.relativePath : relative(projectDir, fault.file);
  const isInside = !place.startsWith('..') && !isAbsolute(place);
  return isInside
    ? { message: fault.message, file: place, line: fault.line }
    : { message: fault.message, file: file.relativePath, line: null };
}
