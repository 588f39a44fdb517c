import { UserError } from '../model/errors.ts';
import type { Project } from '../model/project.ts';

/**
 * Accepts a project's UUID or slug.
 * @throws UserError `not-found` for any other than the one that is served
 */
export function requireProject(served: Project, reference: string): void {
  if (reference.toLowerCase() === served.id.toLowerCase() || reference === served.slug) return;
  throw new UserError('not-found', `There is no project "${reference}" here`, {
    fix: `This server serves the project "${served.slug}" (${served.id}).`,
  });
}
