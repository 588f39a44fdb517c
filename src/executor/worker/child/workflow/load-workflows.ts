import { importSource } from '../load-task.ts';
import type { SourceScope } from '../source-scope.ts';
import type { WorkflowDefinition } from './package-types.ts';
import { findWorkflowPackage, isPackageMissing, noPackage } from './workflow-package.ts';

/** The file could be read, but defines no workflow. */
export class NoWorkflowError extends Error {
  override readonly name = 'NoWorkflowError';
  readonly code = 'workflow_invalid';
}

/**
 * The workflows that a file exports, the default export first; each as `workflow()` made it or as a plain
 * definition.
 * @throws NoWorkflowError when there is none, NoPackageError without the `veryfront` package, else whatever
 *   importing the file throws
 */
export async function loadWorkflows(
  file: string,
  scope: SourceScope,
): Promise<readonly WorkflowDefinition[]> {
  findWorkflowPackage(file);
  const { default: main, ...named } = await importSource(file, scope).catch((error: unknown) => {
    throw isPackageMissing(error) ? noPackage() : error;
  });
  const found = [main, ...Object.values(named)].map(definitionIn).filter((each) => each !== null);
  const workflows = [...new Set(found)];
  if (workflows.length > 0) return workflows;
  throw new NoWorkflowError(
    'The file exports no workflow: its default export has to be one, as in ' +
      '"export default workflow({ id, steps })" with workflow from "veryfront/workflow".',
  );
}

/** Looks into the wrapper that `workflow()` puts around a definition. */
function definitionIn(value: unknown): WorkflowDefinition | null {
  const inner = isObject(value) && 'definition' in value ? value.definition : value;
  return isDefinition(inner) ? inner : null;
}

function isDefinition(value: unknown): value is WorkflowDefinition {
  if (!isObject(value) || !('id' in value) || !('steps' in value)) return false;
  const hasSteps = typeof value.steps === 'function' || Array.isArray(value.steps);
  return typeof value.id === 'string' && value.id !== '' && hasSteps;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
