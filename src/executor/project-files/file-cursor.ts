import { UserError } from '../../model/errors.ts';

/** A cursor of a listing of files: the last one that was seen. Opaque to callers. */
export function cursorOfFile(seen: string): string {
  return Buffer.from(`after ${seen}`).toString('base64url');
}

/** @throws UserError `invalid` for a cursor that is not ours */
export function fileOfCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (text.startsWith('after ') && cursorOfFile(text.slice(6)) === cursor) return text.slice(6);
  throw new UserError('invalid', `cursor: ${JSON.stringify(cursor.slice(0, 60))} is not one of ours`, {
    fix: 'Hand back the cursor of an earlier answer unchanged, or leave it out.',
  });
}
