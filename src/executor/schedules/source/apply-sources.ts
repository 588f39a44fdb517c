import { type MemberProblem, UserError } from '../../../model/errors.ts';
import type { ScheduleRecord } from '../schedule-record.ts';
import type { SourceSchedule } from '../source-records.ts';
import type { StandingProblem } from './locate-problems.ts';
import type { DefinedSchedule, FileProblem, SourceReading } from './read-sources.ts';

/** The schedules in the storage, as files see them. */
export interface SourceRecords {
  /** Those that files define and that are not put away. */
  all(): readonly ScheduleRecord[];
  /** True when one of that name was made by hand and is not put away. */
  isMadeByHand(name: string): boolean;
  /** Creates, changes or brings back one. @throws UserError `invalid` with `problems` for one that cannot be */
  put(source: SourceSchedule): Promise<void>;
  /** Puts one away, whose file is not there any more. */
  remove(triggerId: string): Promise<void>;
}

/** Definitions that are taken over together: their changes reach the disk as one. */
const atOnce = 50;

/**
 * Brings the schedules in line with what the files say. A file that has something wrong with it changes nothing: what
 * it said before stays in force. Only one whose file is gone is put away.
 * @param goOn asked before each change; false: somebody stops the executor
 * @returns all that is wrong
 */
export async function applySources(
  reading: SourceReading,
  records: SourceRecords,
  goOn: () => boolean,
): Promise<readonly StandingProblem[]> {
  const before = new Map(records.all().map((record) => [record.sourceTriggerId, record]));
  const problems = [...reading.problems];
  for (let from = 0; from < reading.defined.length; from += atOnce) {
    if (!goOn()) return [];
    const some = reading.defined.slice(from, from + atOnce);
    const wrong = await Promise.all(
      some.map((each) => takeOver(each, before.get(each.sourceId) ?? null, records)),
    );
    problems.push(...wrong.flat());
  }
  const kept = new Set(reading.defined.map(({ sourceId }) => sourceId));
  for (const [id, record] of before) {
    const isKept = id === null || kept.has(id) || problems.some((problem) => isAbout(problem, record));
    // What cannot be read may still define it.
    if (!isKept && reading.tree.unreadable.length === 0 && goOn()) await records.remove(id);
  }
  return withSchedules(problems, records.all());
}

function withSchedules(
  problems: readonly FileProblem[],
  standing: readonly ScheduleRecord[],
): readonly StandingProblem[] {
  return problems.map((problem) => ({
    problem,
    scheduleId: standing.find((record) => isAbout(problem, record))?.id ?? null,
  }));
}

/** By the id where the file tells one, else by the file. */
function isAbout({ sourceId, file }: FileProblem, record: ScheduleRecord): boolean {
  return sourceId === record.sourceTriggerId || file.relativePath === record.sourcePath;
}

/** @returns what keeps it from being in force */
async function takeOver(
  each: DefinedSchedule,
  record: ScheduleRecord | null,
  records: SourceRecords,
): Promise<readonly FileProblem[]> {
  const { file, sourceId, hash, draft } = each;
  if (record?.sourceHash === hash && record.sourcePath === file.relativePath) return [];
  const taken = record === null ? nameTakenByHand(each, records.isMadeByHand) : null;
  if (taken !== null) return [takenByHand(each, taken)];
  try {
    await records.put({ triggerId: sourceId, sourcePath: file.relativePath, sourceHash: hash, draft });
    return [];
  } catch (thrown) {
    if (!(thrown instanceof UserError) || thrown.problems.length === 0) throw thrown;
    return thrown.problems.map((problem) => refusedFor(each, problem));
  }
}

/** The name, or the id, of a definition that a schedule made by hand has; null when none has it. */
export function nameTakenByHand(
  { draft, sourceId }: DefinedSchedule,
  isMadeByHand: (name: string) => boolean,
): string | null {
  return [draft.name, sourceId].find(isMadeByHand) ?? null;
}

export function takenByHand({ file, sourceId }: DefinedSchedule, name: string): FileProblem {
  const message = `a schedule named ${JSON.stringify(name)} was made by hand, and both would fire: delete that one, or give this one another name`;
  const path = [name === sourceId ? 'id' : 'name'];
  return { code: 'manual_conflict', message, path, file, sourceId, line: null };
}

/** A problem that the executor has with a definition, as one of its file. */
export function refusedFor(
  { file, sourceId }: DefinedSchedule,
  { member, message }: MemberProblem,
): FileProblem {
  if (member === 'target') {
    return { code: 'unsupported_target', message, path: ['target', 'id'], file, sourceId, line: null };
  }
  const word = wordOf(member);
  return {
    code: 'invalid_definition',
    message: `${word}: ${message}`,
    path: [word],
    file,
    sourceId,
    line: null,
  };
}

/** The member as the file names it. */
function wordOf(member: string): string {
  if (member === 'config') return 'input';
  if (member === 'note') return 'description';
  return member === 'when' ? 'schedule' : member;
}
