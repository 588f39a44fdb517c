import type { Context } from '../config/context.ts';

/** A context as it may be printed. */
export function withoutToken({ name, apiUrl, project, token, tokenCommand, ...rest }: Context) {
  return {
    name,
    api_url: apiUrl,
    project,
    token: tokenCommand !== null ? 'command' : token === null ? 'none' : 'kept',
    read_only: rest.readOnly,
    production: rest.production,
  };
}
