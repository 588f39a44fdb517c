import { statSync } from 'node:fs';
import { readSourceTree } from '../../targets/find-task-files.ts';
import type { ScheduleRecord } from '../schedule-record.ts';

/**
 * True when the files may say something else than what is in force: one of them is new, gone, or was written after its
 * schedule was. Looks at no content; a file that was put back with its old time is found when it is read.
 */
export async function haveNews(projectDir: string, records: readonly ScheduleRecord[]): Promise<boolean> {
  const { files, unreadable } = await readSourceTree(projectDir, 'schedules');
  if (unreadable.length > 0 || files.length !== records.length) return true;
  const writtenAt = new Map(
    records.map(({ sourcePath, updatedAt }) => [sourcePath, Date.parse(updatedAt)] as const),
  );
  return files.some(({ relativePath, path }) => {
    const changedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    return changedAt > (writtenAt.get(relativePath) ?? Number.NEGATIVE_INFINITY);
  });
}
