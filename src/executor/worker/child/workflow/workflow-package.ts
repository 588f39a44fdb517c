import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isJsonObject, type JsonValue } from '../../../../lib/json.ts';
import type { AgentModule, ToolModule, WorkflowModule } from './package-types.ts';

/** The project has no `veryfront` package, or one without workflows. */
export class NoPackageError extends Error {
  override readonly name = 'NoPackageError';
  readonly code = 'workflow_package_missing';
}

const installIt = 'Run "npm install veryfront" in the project folder.';

/** True for the error of an import that did not find the package. */
export function isPackageMissing(thrown: unknown): boolean {
  if (!(thrown instanceof Error) || !('code' in thrown)) return false;
  return thrown.code === 'ERR_MODULE_NOT_FOUND' && /package 'veryfront'/.test(thrown.message);
}

export function noPackage(): NoPackageError {
  return new NoPackageError(
    `Workflows run through the package "veryfront", which this project does not have. ${installIt}`,
  );
}

/** The package's parts, from the project: the same copy that its workflow files import. */
export interface WorkflowPackage {
  workflow(): Promise<WorkflowModule>;
  agent(): Promise<AgentModule>;
  tool(): Promise<ToolModule>;
}

/**
 * Finds the project's package as an import in `file` would.
 * @throws NoPackageError that says what to install
 */
export function findWorkflowPackage(file: string): WorkflowPackage {
  const manifest = manifestFor(file);
  const load = (entry: string) => import(urlOf(manifest, entry));
  return {
    workflow: () => load('./workflow'),
    agent: () => load('./agent'),
    tool: () => load('./tool'),
  };
}

function manifestFor(file: string): string {
  try {
    const found = findPackageJSON('veryfront', pathToFileURL(file));
    if (found !== undefined && existsSync(found)) return realpathSync(found);
  } catch {
    // Not found: said below.
  }
  throw noPackage();
}

function urlOf(manifest: string, entry: string): string {
  const parsed: JsonValue = JSON.parse(readFileSync(manifest, 'utf8'));
  const entries = isJsonObject(parsed) ? parsed['exports'] : undefined;
  const path = importPath(isJsonObject(entries) ? entries[entry] : undefined);
  if (path !== null) return pathToFileURL(join(dirname(manifest), path)).href;
  const version = isJsonObject(parsed) ? String(parsed['version']) : 'unknown';
  throw new NoPackageError(
    `The installed "veryfront" ${version} has no "veryfront/${entry.slice(2)}". Run "npm install veryfront@latest" in the project folder.`,
  );
}

/** The file that an `import` of an entry in `exports` leads to. */
function importPath(entry: JsonValue | undefined): string | null {
  if (typeof entry === 'string') return entry;
  if (!isJsonObject(entry)) return null;
  return importPath(entry['import'] ?? entry['node'] ?? entry['default']);
}
