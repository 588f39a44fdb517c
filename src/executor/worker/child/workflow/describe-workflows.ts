import type { WorkflowDescription } from '../../protocol.ts';
import type { SourceScope } from '../source-scope.ts';
import { loadWorkflows } from './load-workflows.ts';
import { jsonSchemaOf } from './workflow-schema.ts';

/** What the workflows of a file say about themselves. @throws as `loadWorkflows` */
export async function describeWorkflows(file: string, scope: SourceScope): Promise<WorkflowDescription[]> {
  const workflows = await loadWorkflows(file, scope);
  return workflows.map(({ id, description, inputSchema, outputSchema }) => ({
    id,
    description: typeof description === 'string' ? description : '',
    inputSchema: jsonSchemaOf(inputSchema, 'input'),
    outputSchema: jsonSchemaOf(outputSchema, 'output'),
  }));
}
