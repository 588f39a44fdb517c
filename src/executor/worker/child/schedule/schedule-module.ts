import { registerHooks } from 'node:module';

const specifier = 'veryfront/schedule';
const url = 'vfjobs:schedule';

const source = `
export const schedule = (definition) => definition;
export const isScheduleDefinition = (value) =>
  typeof value === 'object' && value !== null && 'id' in value && 'target' in value;
export const discoverSchedules = async () => ({ items: [], errors: [] });
`;

let isThere = false;

/**
 * From now on "veryfront/schedule" is a module of ours, whether the project has the package or not: `schedule` hands
 * the definition on as it is written. The package's own would leave members out that it does not know yet (0.1.1031:
 * `health`), and what it refuses it tells without a place; the executor checks all of it.
 */
export function provideScheduleModule(): void {
  if (isThere) return;
  isThere = true;
  registerHooks({
    resolve: (wanted, context, next) =>
      wanted === specifier ? { url, format: 'module', shortCircuit: true } : next(wanted, context),
    load: (wanted, context, next) =>
      wanted === url ? { format: 'module', source, shortCircuit: true } : next(wanted, context),
  });
}
