import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { SourceScope } from './source-scope.ts';

/** A task as its file defines it. Everything but `run` is unchecked. */
export interface TaskDefinition {
  readonly run: (context: unknown) => unknown;
  readonly [field: string]: unknown;
}

/** The file could be read, but defines no task. */
export class NoTaskError extends Error {
  override readonly name = 'NoTaskError';
  readonly code = 'task_invalid';
}

/**
 * Loads the task of a file: its default export, else its first export that has a `run` function.
 * @throws NoTaskError when there is none, else whatever importing the file throws
 */
export async function loadTask(file: string, scope: SourceScope): Promise<TaskDefinition> {
  const exports = await importSource(file, scope);
  const { default: main, ...named } = exports;
  const task = [main, ...Object.values(named)].find(isTask);
  if (task !== undefined) return task;
  throw new NoTaskError(
    'The file exports no task: its default export has to be an object with a run function, as in ' +
      '"export default { async run(ctx) { … } }".',
  );
}

function isTask(value: unknown): value is TaskDefinition {
  return typeof value === 'object' && value !== null && 'run' in value && typeof value.run === 'function';
}

/** Imports a source of the project, transformed where plain Node cannot load it. @throws whatever importing it throws */
export async function importSource(file: string, scope: SourceScope): Promise<Record<string, unknown>> {
  const url = pathToFileURL(file).href;
  if (!needsTransform(file)) {
    try {
      return await import(url);
    } catch (error) {
      if (!mayBeCuredByTransform(error)) throw error;
    }
  }
  const { transformSources } = await import('./transform-sources.ts');
  transformSources(scope);
  return await import(url);
}

/** True for what plain Node cannot load for certain, and would print a warning about. */
function needsTransform(file: string): boolean {
  if (/\.[jt]sx$/.test(file)) return true;
  const packageFile = findPackageJSON(pathToFileURL(file).href);
  // What `npm init` writes, and few mean.
  return packageFile !== undefined && /"type"\s*:\s*"commonjs"/.test(readFileSync(packageFile, 'utf8'));
}

const curableCodes = new Set([
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  'ERR_INVALID_TYPESCRIPT_SYNTAX',
  'ERR_MODULE_NOT_FOUND',
  'ERR_UNSUPPORTED_DIR_IMPORT',
]);

/** True for what plain Node refuses but a transform may accept: enums, types imported as values, paths without extension. */
function mayBeCuredByTransform(error: unknown): boolean {
  if (error instanceof SyntaxError) return true;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && curableCodes.has(code);
}
