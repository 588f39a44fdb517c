import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { normalize, relative } from 'node:path';
import { isJsonObject } from '../../../lib/json.ts';
import type { ScheduleDraft } from '../../../model/schedule.ts';
import type { FileDescription } from '../../targets/describe-task-files.ts';
import { type DescriptionCache, importsOf } from '../../targets/description-cache.ts';
import { readSourceTree, type SourceTree, type TaskFile } from '../../targets/find-task-files.ts';
import { checkSource, type DefinitionFault, draftOf } from './check-source.ts';

/** A schedule that a file defines, right by itself. */
export interface DefinedSchedule {
  readonly sourceId: string;
  readonly file: TaskFile;
  readonly draft: ScheduleDraft;
  /** Of what it says, not of how it is written. */
  readonly hash: string;
}

/** What is wrong with a file. */
export interface FileProblem extends DefinitionFault {
  readonly file: TaskFile;
  readonly sourceId: string | null;
  /** Where that is known without a look at the definition. */
  readonly line: number | null;
}

/** What the files of `schedules/` say. */
export interface SourceReading {
  readonly defined: readonly DefinedSchedule[];
  readonly problems: readonly FileProblem[];
  readonly tree: SourceTree;
  /** Absolute paths of other sources of the project that the files import. */
  readonly imports: readonly string[];
}

/** Reads all files of `schedules/` (contract section 15.4). Those that have not changed are not loaded again. */
export async function readSources(
  projectDir: string,
  descriptions: DescriptionCache,
): Promise<SourceReading> {
  const tree = await readSourceTree(projectDir, 'schedules');
  const described = await descriptions.of(tree.files);
  const read = tree.files.flatMap((file) => {
    const description = described.get(file.path);
    return description === undefined ? [] : readOne(file, description);
  });
  const problems = read.filter((each) => 'code' in each);
  const defined = read.filter((each) => 'draft' in each);
  const byId = Map.groupBy(defined, ({ sourceId }) => sourceId);
  const twice = [...byId.values()].filter(({ length }) => length > 1).flat();
  const closed = tree.unreadable.map((folder) => closedFolder(projectDir, folder));
  return {
    defined: [...byId.values()].filter(({ length }) => length === 1).flat(),
    problems: [...problems, ...twice.map((each) => takenTwice(each, twice)), ...closed],
    tree,
    imports: importedBy(described.values(), projectDir),
  };
}

function importedBy(descriptions: Iterable<FileDescription>, projectDir: string): readonly string[] {
  const paths = [...descriptions].flatMap((each) => importsOf(each).map(({ path }) => path));
  if (paths.length === 0) return [];
  const inside = `${realpathSync(projectDir)}/`;
  // A file can say of itself whatever it wants.
  return [...new Set(paths)].filter((path) => normalize(path) === path && path.startsWith(inside));
}

function readOne(file: TaskFile, description: FileDescription): readonly (DefinedSchedule | FileProblem)[] {
  if (description.kind === 'broken') return [unreadable(file, description.fault)];
  if (description.kind !== 'schedule') return [];
  const { exported } = description;
  const problem = (fault: DefinitionFault, sourceId: string | null): FileProblem => ({
    ...fault,
    file,
    sourceId,
    line: null,
  });
  if (exported.kind === 'refused') {
    const { isDynamic, message, path } = exported;
    return [problem({ code: isDynamic ? 'dynamic_definition' : 'invalid_definition', message, path }, null)];
  }
  const { value } = exported;
  const checked = checkSource(value);
  if ('target' in checked) {
    const hash = createHash('sha256').update(JSON.stringify(checked)).digest('hex');
    return [{ sourceId: checked.id, file, draft: draftOf(checked), hash }];
  }
  const id = isJsonObject(value) ? value['id'] : null;
  return checked.map((fault) => problem(fault, typeof id === 'string' ? id.slice(0, 256) : null));
}

/** @param fault.file null, or a file that it imports */
function unreadable(
  file: TaskFile,
  fault: { readonly message: string; readonly file: string | null; readonly line: number | null },
): FileProblem {
  const isElsewhere = fault.file !== null && fault.file !== file.relativePath;
  const place = fault.line === null ? fault.file : `${fault.file}:${fault.line}`;
  return {
    code: 'parse_error',
    message: isElsewhere ? `${place}: ${fault.message}` : fault.message,
    path: [],
    file,
    sourceId: null,
    line: isElsewhere ? null : fault.line,
  };
}

function takenTwice({ file, sourceId }: DefinedSchedule, all: readonly DefinedSchedule[]): FileProblem {
  const others = all.filter((each) => each.sourceId === sourceId && each.file !== file);
  const paths = others.map((each) => each.file.relativePath).slice(0, 5);
  return {
    code: 'duplicate_source_id',
    message: `the id ${sourceId} is taken twice: by this file and by ${paths.join(', ')}; give one of them another`,
    path: ['id'],
    file,
    sourceId,
    line: null,
  };
}

function closedFolder(projectDir: string, folder: string): FileProblem {
  const relativePath = relative(projectDir, folder);
  return {
    code: 'parse_error',
    message: 'the folder cannot be read; no schedule is put away meanwhile',
    path: [],
    file: { folder: 'schedules', id: '', path: folder, relativePath, stamp: '' },
    sourceId: null,
    line: null,
  };
}
