import { messageOf, UserError } from '../../model/errors.ts';

interface Fault {
  /** Primary result codes of SQLite (the low byte of `errcode`). */
  readonly codes: readonly number[];
  /** Codes of the file system that mean the same. */
  readonly systemCodes?: readonly string[];
  readonly says: (path: string) => string;
  readonly fix: string;
}

const corruptCode = 11;
const notDatabaseCode = 26;
const doctor = 'Nothing was changed. `vfjobs doctor` can move it aside on your word and start afresh.';

/** Every way in which a database file fails, and what a user is told about it. */
const faults: readonly Fault[] = [
  {
    codes: [5, 6],
    says: (path) => `${path} is locked by another program`,
    fix: 'Close that program and try again.',
  },
  {
    codes: [8],
    systemCodes: ['EROFS'],
    says: (path) => `${path} cannot be written`,
    fix: 'Give your user write permission to the state directory.',
  },
  {
    codes: [10],
    systemCodes: ['EIO'],
    says: (path) => `The disk failed while ${path} was used`,
    fix: 'Check the disk. What was acknowledged before is kept.',
  },
  { codes: [corruptCode], says: (path) => `The database ${path} is damaged`, fix: doctor },
  {
    codes: [13],
    systemCodes: ['ENOSPC', 'EDQUOT'],
    says: (path) => `The disk that holds ${path} is full`,
    fix: 'Free some space; a running executor then goes on by itself.',
  },
  {
    codes: [14],
    systemCodes: ['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST'],
    says: (path) => `${path} cannot be opened`,
    fix: 'Check that its folder is a folder and that your user may write to it.',
  },
  { codes: [notDatabaseCode], says: (path) => `${path} is not a database`, fix: doctor },
];

/**
 * The error a user may see for anything thrown while a file of the storage was used.
 * @returns a UserError `storage`; what was thrown itself when it is a `UserError` or no fault of the file (a bug)
 */
export function storageFault(thrown: unknown, path: string): unknown {
  if (thrown instanceof UserError) return thrown;
  const code = resultCode(thrown);
  const systemCode = systemCodeOf(thrown);
  const fault = faults.find(
    ({ codes, systemCodes = [] }) => codes.includes(code) || systemCodes.includes(systemCode),
  );
  if (fault === undefined) return thrown;
  return new UserError('storage', `${fault.says(path)} (${messageOf(thrown)})`, {
    fix: fault.fix,
    cause: thrown,
  });
}

/** The error for a database whose own check finds damage, with the check's words. */
export function damageFound(path: string, findings: string): UserError {
  return new UserError('storage', `The database ${path} is damaged (${findings})`, { fix: doctor });
}

/** True for damage that no waiting mends: nothing may be written to that file any more. */
export function isDamage(thrown: unknown): boolean {
  const code = resultCode(thrown instanceof UserError ? thrown.cause : thrown);
  return code === corruptCode || code === notDatabaseCode;
}

/** True when another process holds the lock that was asked for. */
export function isBusy(thrown: unknown): boolean {
  return resultCode(thrown) === 5;
}

function resultCode(thrown: unknown): number {
  const known = thrown instanceof Error && 'errcode' in thrown && typeof thrown.errcode === 'number';
  return known ? Number(thrown.errcode) & 0xff : 0;
}

function systemCodeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}
