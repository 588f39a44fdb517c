import { isJsonObject } from '../../lib/json.ts';

/** The variables a task gets, and why it cannot start if they are malformed. */
export interface TaskEnvironment {
  readonly env: Readonly<Record<string, string>>;
  /** A sentence; null when all is well. */
  readonly fault: string | null;
}

const injectedName = 'VERYFRONT_TASK_ENV_JSON';

const reservedNames = new Set([
  'VERYFRONT_API_TOKEN',
  'VERYFRONT_API_URL',
  'VERYFRONT_PROJECT_API_URL',
  'VERYFRONT_API_BASE_URL',
  'VERYFRONT_PROJECT_ID',
  'VERYFRONT_PROJECT_SLUG',
  'VERYFRONT_BRANCH_REF',
  'VERYFRONT_API_USER',
  'VERYFRONT_API_PASS',
  'VERYFRONT_JOB_RESULT_PATH',
  'VERYFRONT_RUN_RESULT_PATH',
  'VERYFRONT_SCHEDULED_FOR',
  injectedName,
]);
const unsafeNames = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * What a task may see of the host's variables (contract, section 12.1): reserved names are left out,
 * the variables in `VERYFRONT_TASK_ENV_JSON` win over the host's.
 */
export function taskEnvironment(hostEnv: NodeJS.ProcessEnv): TaskEnvironment {
  const injected = readInjected(hostEnv[injectedName]);
  const entries = [...Object.entries(hostEnv), ...Object.entries(injected ?? {})];
  const visible = entries.filter((entry): entry is [string, string] => {
    const [name, value] = entry;
    return typeof value === 'string' && !isReserved(name) && !unsafeNames.has(name);
  });
  return {
    env: Object.fromEntries(visible),
    fault: injected === null ? `${injectedName} is not a JSON object, so the task was not started.` : null,
  };
}

function isReserved(name: string): boolean {
  return name.startsWith('TENANT_') || reservedNames.has(name);
}

/** The injected variables; null when the text is malformed. */
function readInjected(text: string | undefined): Readonly<Record<string, unknown>> | null {
  if (text === undefined || text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
