import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inspectSources } from '../../executor/schedules/source/inspect-sources.ts';
import {
  noScheduleNames,
  readScheduleNames,
  type ScheduleNames,
} from '../../executor/storage/inspect-store.ts';
import { createTargetCatalog } from '../../executor/targets/target-catalog.ts';
import { messageOf } from '../../model/errors.ts';
import { placeOfFault } from '../../model/source-fault.ts';
import { type Finding, fine, wrong } from './finding.ts';

/** The schedules that files of the project define, each fault with its place. Nothing without such files. */
export async function checkSchedules(projectDir: string, stateDir: string): Promise<Finding[]> {
  if (!existsSync(join(projectDir, 'schedules'))) return [];
  const cacheDir = join(stateDir, 'cache');
  try {
    const targets = createTargetCatalog({ projectDir, cacheDir });
    const { defined, faults } = await inspectSources(projectDir, cacheDir, targets, storedNames(stateDir));
    const broken = new Set(faults.map(({ sourcePath }) => sourcePath)).size;
    const what = `${defined} defined in schedules/${broken === 0 ? '' : `, ${broken} with faults`}`;
    const found = faults.map((fault) =>
      wrong(fault.code, `${placeOfFault(fault)}: ${fault.message}`, `Correct ${fault.sourcePath}.`),
    );
    return [fine('schedules', what), ...found];
  } catch (thrown) {
    return [wrong('schedules', messageOf(thrown), 'Make the folder readable.')];
  }
}

/** A database that cannot be read is told of by another check. */
function storedNames(stateDir: string): ScheduleNames {
  try {
    return readScheduleNames(stateDir);
  } catch {
    return noScheduleNames;
  }
}
