import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { UserError } from '../../model/errors.ts';
import { storageFault } from '../storage/faults.ts';

/** One folder of the project, out of which no path leads. Paths are clean ones below it (`cleanPath`). */
export interface Folder {
  /** Its name below the project, such as `uploads`. */
  readonly name: string;
  /** Absolute, every link resolved; null while the folder is not there. @throws UserError `forbidden` for a link */
  root(): Promise<string | null>;
  /** The absolute path of something that is there. @throws UserError `not-found`, `forbidden` when a link leads out */
  find(path: string): Promise<string>;
  /** Where to write a file; the folders above it are made. @throws UserError `forbidden`, `conflict`, `storage` */
  place(path: string): Promise<string>;
}

export function createFolder(projectDir: string, name: string): Folder {
  const root = async () => {
    const real = await realOf(join(projectDir, name));
    if (real === null) return null;
    if (real !== join(await realpath(projectDir), name)) throw leadsOut(name);
    return real;
  };
  return {
    name,
    root,
    async find(path) {
      const base = await root();
      const real = base === null ? null : await realOf(join(base, path));
      if (base === null || real === null) throw missing(name, path);
      if (!isBelow(base, real)) throw leadsOut(`${name}/${path}`);
      return real;
    },
    async place(path) {
      await make(join(projectDir, name));
      const base = await root();
      if (base === null) throw missing(name, '');
      const target = join(base, path);
      // Links on the way are looked at before anything is made behind them.
      const above = await nearestReal(dirname(target));
      if (above !== base && !isBelow(base, above)) throw leadsOut(`${name}/${path}`);
      await make(dirname(target));
      return target;
    },
  };
}

/** What was not found below a folder. */
export function missing(folder: string, path: string): UserError {
  return new UserError('not-found', `There is no file ${JSON.stringify(`${folder}/${path}`)}`);
}

function leadsOut(path: string): UserError {
  return new UserError('forbidden', `${JSON.stringify(path)} is a link to a place outside its folder`, {
    fix: 'Put the file itself there.',
  });
}

function isBelow(base: string, path: string): boolean {
  return path.startsWith(base + sep);
}

async function nearestReal(path: string): Promise<string> {
  for (let each = path; ; each = dirname(each)) {
    const real = await realOf(each);
    if (real !== null || dirname(each) === each) return real ?? each;
  }
}

async function realOf(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' || code === 'ENAMETOOLONG') return null;
    throw storageFault(thrown, path);
  }
}

async function make(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true });
  } catch (thrown) {
    if (
      thrown instanceof Error &&
      'code' in thrown &&
      (thrown.code === 'EEXIST' || thrown.code === 'ENOTDIR')
    ) {
      throw new UserError('conflict', `${dir} cannot be a folder: a file has that name`, { cause: thrown });
    }
    throw storageFault(thrown, dir);
  }
}
