import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isJsonObject } from '../lib/json.ts';
import type { Project } from '../model/project.ts';

/**
 * What a project folder is called: `projectSlug` of its `veryfront.json`, else the name in its
 * `package.json`, else the name of the folder (contract section 12.2).
 */
export function projectIdentity(projectDir: string, id: string): Project {
  const name =
    textIn(join(projectDir, 'veryfront.json'), 'projectSlug') ??
    textIn(join(projectDir, 'package.json'), 'name') ??
    basename(projectDir);
  return { id, slug: slugOf(name), name };
}

/** A member of a JSON file that is a text; null when there is none, or no such file. */
function textIn(path: string, member: string): string | null {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const value = isJsonObject(content) ? content[member] : null;
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  } catch {
    // A broken file is for the tools that own it to complain about; here it only has no name to give.
    return null;
  }
}

/** `@Acme/My docs` becomes `acme-my-docs`: a slug stands in URLs. */
function slugOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return slug === '' ? 'project' : slug;
}
