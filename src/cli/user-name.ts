import { userInfo } from 'node:os';

/** Who stands on the record of what this invocation changes; a container's user id may have no name. */
export function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
