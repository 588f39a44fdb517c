import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findLocalProject } from '../../../src/config/local-project.ts';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'vfjobs-project-')));
});
afterEach(() => rmSync(root, { recursive: true }));

function folder(...names: string[]): string {
  const path = join(root, ...names);
  mkdirSync(path, { recursive: true });
  return path;
}

test.each(['tasks', 'workflows', 'schedules'])('finds the nearest parent with %s/', (mark) => {
  folder('outer', 'tasks');
  const project = folder('outer', 'inner');
  folder('outer', 'inner', mark);
  expect(findLocalProject(folder('outer', 'inner', 'deep', 'down'))).toBe(project);
});

test.each(['veryfront.json', 'veryfront.config.ts', 'veryfront.config.js'])('finds it by %s', (name) => {
  const project = folder('p');
  writeFileSync(join(project, name), '{}');
  expect(findLocalProject(folder('p', 'src'))).toBe(project);
});

test('does not take a file called tasks for a project', () => {
  writeFileSync(join(folder('p'), 'tasks'), '');
  expect(findLocalProject(folder('p'))).toBeNull();
});
