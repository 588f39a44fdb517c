import { cleanApiUrl } from './api-url.ts';

/** The variables of a process, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What Veryfront's variables say (contract section 12); null where none of them is set. */
export interface EnvironmentSettings {
  readonly apiUrl: string | null;
  readonly token: string | null;
  readonly project: string | null;
}

const projectNames = [
  'VERYFRONT_PROJECT_SLUG',
  'TENANT_PROJECT_SLUG',
  'VERYFRONT_PROJECT_ID',
  'TENANT_PROJECT_ID',
];

/**
 * Reads the variables in the order of Veryfront's own CLI; an empty one counts as not set.
 * @throws UserError `invalid` when the API URL is none
 */
export function readEnvironment(env: Environment): EnvironmentSettings {
  const apiUrl = firstSet(env, ['VERYFRONT_API_URL', 'VERYFRONT_API_BASE_URL']);
  return {
    apiUrl: apiUrl === null ? null : cleanApiUrl(apiUrl),
    token: firstSet(env, ['VERYFRONT_API_TOKEN']),
    project: firstSet(env, projectNames),
  };
}

function firstSet(env: Environment, names: readonly string[]): string | null {
  for (const name of names) {
    const value = env[name]?.trim();
    if (value) return value;
  }
  return null;
}
