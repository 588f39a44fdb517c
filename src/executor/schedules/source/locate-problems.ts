import { readFile, stat } from 'node:fs/promises';
import type { SourceFault } from '../../../model/source-fault.ts';
import { readPropertyLines } from './property-line.ts';
import type { FileProblem } from './read-sources.ts';

/** Bytes of a source in which lines are looked for: reading it must not hold anything else up. */
const maxSource = 262_144;

/** A problem with the schedule that goes on with what its file said before; null when there is none. */
export interface StandingProblem {
  readonly problem: FileProblem;
  readonly scheduleId: string | null;
}

/** Finds the line of each problem: of the member that is meant, else of the definition. By path and line. */
export async function locateProblems(problems: readonly StandingProblem[]): Promise<readonly SourceFault[]> {
  const faults: SourceFault[] = [];
  for (const [path, ofFile] of Map.groupBy(problems, ({ problem }) => problem.file.path)) {
    const needsLines = ofFile.some(({ problem }) => problem.line === null && problem.code !== 'parse_error');
    const lines = needsLines ? await readPropertyLines(await sourceOf(path)) : null;
    for (const { problem, scheduleId } of ofFile) {
      const isOfMember = problem.line === null && problem.code !== 'parse_error';
      const line = isOfMember ? (lines?.of(problem.path) ?? null) : problem.line;
      faults.push(faultOf(problem, line, scheduleId));
    }
  }
  return faults.sort((a, b) => compare(a.sourcePath, b.sourcePath) || (a.line ?? 0) - (b.line ?? 0));
}

function faultOf(
  { code, message, file, sourceId }: FileProblem,
  line: number | null,
  scheduleId: string | null,
): SourceFault {
  return { code, message, sourcePath: file.relativePath, line, sourceId, scheduleId };
}

/** Empty when it is too long, or not there any more. */
async function sourceOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    return size > maxSource ? '' : await readFile(path, 'utf8');
  } catch {
    return '';
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
