import { namedId } from '../../lib/id.ts';

/**
 * The id of an upload: a file has none of its own, so it is made from where it lies, the same each time.
 * @param path below `uploads/`, with `/` between the parts
 */
export function uploadIdOf(projectId: string, path: string): string {
  return namedId(projectId, path);
}
