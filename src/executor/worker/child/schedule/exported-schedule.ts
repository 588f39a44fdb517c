import type { ExportedSchedule } from '../../protocol.ts';
import { importSource } from '../load-task.ts';
import type { SourceScope } from '../source-scope.ts';
import { plainCopy } from './plain-copy.ts';
import { provideScheduleModule } from './schedule-module.ts';

/**
 * What a file exports as its schedule: its default export, else its first export that names a target (contract,
 * section 15.4). Unchecked, but plain data. @throws whatever importing the file throws
 */
export async function exportedSchedule(file: string, scope: SourceScope): Promise<ExportedSchedule> {
  provideScheduleModule();
  const { default: main, ...named } = await importSource(file, scope);
  const exported = main ?? Object.values(named).find(namesTarget);
  if (exported !== undefined) return plainCopy(exported);
  return {
    kind: 'refused',
    isDynamic: false,
    message:
      'the file exports no schedule: its default export has to be one, as in ' +
      '"export default schedule({ id, schedule, target })" with schedule from "veryfront/schedule"',
    path: [],
  };
}

function namesTarget(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'target');
}
