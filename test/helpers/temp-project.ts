import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Task files by id, such as `{ hello: source, 'reports/weekly': source }`. An id with a suffix keeps it. */
export type TaskSources = Readonly<Record<string, string>>;

/** Writes a project with these tasks into a folder. */
export function writeProject(dir: string, tasks: TaskSources): void {
  mkdirSync(join(dir, 'tasks'), { recursive: true });
  writeFileSync(join(dir, 'package.json'), `${JSON.stringify({ name: 'test-project', type: 'module' })}\n`);
  for (const [id, source] of Object.entries(tasks)) writeTask(dir, id, source);
}

/** Writes or replaces one task file. */
export function writeTask(dir: string, id: string, source: string): void {
  const file = join(dir, 'tasks', /\.[jt]sx?$/.test(id) ? id : `${id}.ts`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, source);
}

/** Source of a task whose `run` has this body; it may use `ctx`. */
export function taskSource(body: string, fields: Readonly<Record<string, unknown>> = {}): string {
  const members = Object.entries(fields).map(([key, value]) => `  ${key}: ${JSON.stringify(value)},\n`);
  return `export default {\n${members.join('')}  async run(ctx) {\n    ${body}\n  },\n};\n`;
}
