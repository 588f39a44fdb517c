import { z } from 'zod';
import type { Identity, Project } from '../model/project.ts';
import { queryInteger } from './field.ts';

/** Contract section 7.1; only what this program reads and can truthfully send. */
export const wireProject = z.object({ id: z.uuid(), name: z.string(), slug: z.string() });
export const wireProjectList = z.object({ data: z.array(wireProject) });
export const projectListQuery = z.object({
  search: z.string().optional(),
  limit: queryInteger(1, 100).optional(),
});

/** Contract section 7.2. */
export const wireIdentity = z.object({
  id: z.string().min(1),
  email: z.string().min(1),
  name: z.string().optional(),
});

export function projectToWire(project: Project): z.infer<typeof wireProject> {
  return { id: project.id, name: project.name, slug: project.slug };
}

export function identityToWire(identity: Identity): z.infer<typeof wireIdentity> {
  const { id, email, name } = identity;
  return name === null ? { id, email } : { id, email, name };
}
