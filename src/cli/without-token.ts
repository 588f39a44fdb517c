import type { Context } from '../config/context.ts';

/** A context as it may be printed. */
export function withoutToken({ name, apiUrl, project, token, readOnly }: Context) {
  return { name, api_url: apiUrl, project, token: token === null ? 'none' : 'kept', read_only: readOnly };
}
