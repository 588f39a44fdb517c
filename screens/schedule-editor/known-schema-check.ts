import type { Target } from '../../src/model/target.ts';
import type { SchemaCheck } from '../new-run/check-config.ts';
import { schemaCheckFor } from '../new-run/schema-check.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';

/** Null while the check is made. */
const checks = new WeakMap<Target, SchemaCheck | null>();

/** The check of inputs against the schema of a target; null while it is not made yet, or where no such target is known. */
export function knownSchemaCheck(parts: ConsoleParts, name: string): SchemaCheck | null {
  const target = stateOf(parts).targets.targets.find((known) => known.target === name);
  if (target === undefined) return null;
  const known = checks.get(target);
  if (known !== undefined) return known;
  checks.set(target, null);
  void schemaCheckFor(target.inputSchema).then((check) => {
    checks.set(target, check);
    parts.terminal.compositor.invalidate();
  });
  return null;
}
