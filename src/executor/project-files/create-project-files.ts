import { createKnowledge } from './knowledge.ts';
import type { ProjectFiles } from './project-files.ts';
import { createUploads } from './uploads.ts';

/** The files of one project. @param projectDir absolute */
export function createProjectFiles(projectDir: string, projectId: string): ProjectFiles {
  return { ...createUploads(projectDir, projectId), ...createKnowledge(projectDir) };
}
