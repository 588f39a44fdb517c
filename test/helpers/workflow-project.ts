import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

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

/** Tools that write what they are given to `notes`, a line each, so that a test sees how often they ran. */
export const noteTools: ProjectFiles = {
  'tools/note.ts': `import { appendFileSync } from 'node:fs';
    export default { async execute(input) {
      appendFileSync('notes', JSON.stringify(input) + '\\n');
      return { noted: input };
    } };`,
};

/** Source of a workflow file; \`body\` is what \`steps\` is. */
export function workflowSource(id: string, steps: string, more = ''): string {
  return `import { branch, delay, dag, loop, map, parallel, step, subWorkflow, times, waitForApproval,
      waitForEvent, workflow } from 'veryfront/workflow';
    const note = (id, input = { id }, more = {}) => step(id, { tool: 'note', input, ...more });
    export default workflow({ id: '${id}', steps: ${steps}, ${more} });`;
}
