import { UserError } from '../../model/errors.ts';

const maxPathLength = 1024;
/** What file systems take as one name, in bytes. */
const maxSegmentBytes = 255;

/**
 * A path from outside, as one below a folder: segments with `/` between them. Slashes around it and
 * the folder's own name in front are dropped.
 * @param folder such as `uploads`
 * @throws UserError `invalid` for one that leads out, is empty, too long or no text; `forbidden` for a hidden one
 */
export function cleanPath(path: string, folder: string): string {
  if (path.length > maxPathLength) throw refuse(`is longer than ${maxPathLength} characters`);
  if (!path.isWellFormed() || /[\u0000-\u001f\u007f\\]/.test(path)) {
    throw refuse(`${JSON.stringify(path)} has characters that no file here may have`);
  }
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.includes('..')) throw refuse(`${JSON.stringify(path)} leads out of its folder`);
  if (segments[0] === folder) segments.shift();
  if (segments.length === 0) throw refuse(`${JSON.stringify(path)} names no file`);
  for (const segment of segments) checkSegment(path, segment);
  return segments.join('/');
}

function checkSegment(path: string, segment: string): void {
  if (segment.startsWith('.')) {
    throw new UserError('forbidden', `${JSON.stringify(path)} is hidden: such files are left alone here`, {
      fix: 'Choose a name that does not start with a dot.',
    });
  }
  if (Buffer.byteLength(segment) > maxSegmentBytes) {
    throw refuse(`has a name that is longer than ${maxSegmentBytes} bytes`);
  }
}

function refuse(why: string): UserError {
  return new UserError('invalid', `The path ${why}`, {
    fix: 'Write it relative to its folder, such as reports/2026.csv.',
  });
}
