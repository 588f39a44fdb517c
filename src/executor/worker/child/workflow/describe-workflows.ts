import type { WorkflowDescription } from '../../protocol.ts';
import type { SourceScope } from '../source-scope.ts';
import { loadWorkflows, NoWorkflowError } from './load-workflows.ts';
import { jsonSchemaOf } from './workflow-schema.ts';

const maxIdLength = 200;

/** What the workflows of a file say about themselves. @throws as `loadWorkflows` */
export async function describeWorkflows(file: string, scope: SourceScope): Promise<WorkflowDescription[]> {
  const workflows = await loadWorkflows(file, scope);
  if (workflows.some(({ id }) => id.length > maxIdLength)) {
    throw new NoWorkflowError(`The id of a workflow has ${maxIdLength} characters at most.`);
  }
  return workflows.map(({ id, description, inputSchema, outputSchema }) => ({
    id,
    description: typeof description === 'string' ? description : '',
    inputSchema: jsonSchemaOf(inputSchema, 'input'),
    outputSchema: jsonSchemaOf(outputSchema, 'output'),
  }));
}
