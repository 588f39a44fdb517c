import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ExecutorProject, openProject } from './executor-project.ts';

/** The published `veryfront` package, as a project that installed it has it. */
const installedPackage = new URL('../../node_modules/veryfront', import.meta.url).pathname;

/** Files of a project by path, such as `{ 'workflows/review.ts': source }`. */
export type ProjectFiles = Readonly<Record<string, string>>;

/** Adds files to a project's folder. */
export function addFiles(projectDir: string, files: ProjectFiles): void {
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(projectDir, path)), { recursive: true });
    writeFileSync(join(projectDir, path), source);
  }
}

/** Makes `veryfront` resolvable in a project, as `npm install veryfront` does. */
export function installPackage(projectDir: string): void {
  mkdirSync(join(projectDir, 'node_modules'), { recursive: true });
  symlinkSync(installedPackage, join(projectDir, 'node_modules/veryfront'));
}

/** A tool that writes what it is given to `notes`, a line each, so that a test sees how often it ran. */
export const noteTools: ProjectFiles = {
  'tools/note.ts': `import { appendFileSync } from 'node:fs';
    export default { async execute(input) {
      appendFileSync('notes', JSON.stringify(input) + '\\n');
      return { noted: input };
    } };`,
};

/** Source of a file with one workflow, in which `note(id, input, options)` makes a step that notes its input. */
export function workflowSource(id: string, steps: string, more = ''): string {
  return `import { appendFileSync } from 'node:fs';
    import { branch, delay, dag, loop, map, parallel, step, subWorkflow, times, waitForApproval,
      waitForEvent, workflow } from 'veryfront/workflow';
    // The package takes the children of a \`parallel\` one after the other unless they say this.
    const atOnce = (node) => ({ ...node, dependsOn: [] });
    // Not by its name: looking for tools and agents takes the package half a second.
    const noteTool = { execute(input) {
      appendFileSync('notes', JSON.stringify(input) + '\\n');
      return { noted: input };
    } };
    const note = (id, input = { id }, more = {}) => step(id, { tool: noteTool, input, ...more });
    export default workflow({ id: '${id}', steps: ${steps}, ${more} });`;
}

/** A real executor on a project with workflows, and what their tools have noted. */
export interface WorkflowProject extends ExecutorProject {
  notes(): unknown[];
  /** The payloads of the run's events of a type, oldest first. */
  told(runId: string, type: string): unknown[];
}

/** Opens an executor over workflow files, with the package installed. */
export async function openWorkflows(files: ProjectFiles): Promise<WorkflowProject> {
  const project = await openProject({});
  addFiles(project.projectDir, { ...noteTools, ...files });
  installPackage(project.projectDir);
  return {
    ...project,
    get executor() {
      return project.executor;
    },
    notes: () => notesIn(project.projectDir),
    told: (runId, type) =>
      project.executor
        .listEvents(runId, { limit: 500, order: 'oldest-first' })
        .filter((event) => event.type === type)
        .map(({ payload }) => payload),
  };
}

/** What the tools of a project have noted, oldest first. */
export function notesIn(projectDir: string): unknown[] {
  const file = join(projectDir, 'notes');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}
