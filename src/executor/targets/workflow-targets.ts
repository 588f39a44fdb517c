import type { Target } from '../../model/target.ts';
import type { FileFault, WorkflowDescription } from '../worker/protocol.ts';
import type { TaskFile } from './find-task-files.ts';

/** The target that a workflow of a file stands for, named by the id of its definition. */
export function workflowTarget(file: TaskFile, described: WorkflowDescription): Target {
  const { id, description, inputSchema, outputSchema } = described;
  return { ...blank(file, id), description, inputSchema: inputSchema ?? {}, outputSchema };
}

/** A workflow file that cannot be used: listed by its path, because nobody knows the ids in it. */
export function brokenWorkflow(file: TaskFile, fault: FileFault): Target {
  return { ...blank(file, file.id), fault: { ...fault, file: fault.file ?? file.relativePath } };
}

function blank(file: TaskFile, id: string): Target {
  return {
    target: `workflow:${id}`,
    kind: 'workflow',
    name: id,
    description: '',
    inputSchema: {},
    outputSchema: null,
    schedulable: true,
    isolation: 'process',
    concurrency: null,
    sourcePath: file.relativePath,
    fault: null,
  };
}
