import type { JsonObject } from '../lib/json.ts';
import type { CreateRun } from './run.ts';

/**
 * The creation of a run that is given `values`: workflows take them as their input, everything else as
 * its config (contract section 4.1).
 */
export function givenTo(
  target: string,
  values: JsonObject | undefined,
): Pick<CreateRun, 'target' | 'config' | 'input'> {
  return target.startsWith('workflow:') ? { target, input: values } : { target, config: values };
}
