import { createFailureCodes, type FailureCodes } from '../../src/model/fingerprint.ts';
import type { ConsoleModel } from '../../src/store/console-model.ts';

const known = new WeakMap<ConsoleModel, FailureCodes>();

/** The codes of this console: `E1` is the same fingerprint on each of its screens. */
export function failureCodes(model: ConsoleModel): FailureCodes {
  const codes = known.get(model) ?? createFailureCodes();
  known.set(model, codes);
  return codes;
}
