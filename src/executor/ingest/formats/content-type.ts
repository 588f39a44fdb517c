import { DocumentError } from '../conversion.ts';
import type { DocumentType } from '../document-types.ts';
import { firstBytes } from './read-text.ts';

/** What files begin with, as bytes in hexadecimal. */
const beginnings: readonly (readonly [hex: string, name: string])[] = [
  ['255044462d', 'a PDF'],
  ['504b0304', 'a ZIP archive'],
  ['504b0506', 'a ZIP archive'],
  ['d0cf11e0a1b11ae1', 'an old or encrypted Office file'],
  ['89504e470d0a1a0a', 'a PNG picture'],
  ['ffd8ff', 'a JPEG picture'],
  ['47494638', 'a GIF picture'],
  ['52494646', 'a RIFF file'],
  ['1f8b', 'a gzip archive'],
  ['377abcaf271c', 'a 7z archive'],
  ['7f454c46', 'a program'],
  ['4d5a', 'a program'],
];

/** What the content of a file has to be. Text is judged while it is read. */
const expected: Readonly<Record<string, string>> = {
  pdf: 'a PDF',
  docx: 'a ZIP archive',
  xlsx: 'a ZIP archive',
  pptx: 'a ZIP archive',
  xls: 'an old or encrypted Office file',
};

/** Looked at for the beginning of a PDF, which may have other bytes before it. */
const headBytes = 1024;

/**
 * Compares the content of a file with its name.
 * @throws DocumentError that says what it looks like when the two do not fit
 */
export async function checkContent(file: string, { sourceType, format }: DocumentType): Promise<void> {
  const head = await firstBytes(file, headBytes);
  const found = beginnings.find(([hex]) => head.subarray(0, hex.length / 2).toString('hex') === hex)?.[1];
  const wanted = expected[sourceType];
  if (wanted === undefined) {
    // Two letters that are a program's mark begin many a text as well.
    if (found !== undefined && head.includes(0)) throw mismatch(sourceType, found);
    return;
  }
  if (found === wanted || (format === 'pdf' && head.includes('%PDF-'))) return;
  if (head.length === 0) throw new DocumentError('it is empty');
  if (found === 'an old or encrypted Office file') {
    throw new DocumentError('it is encrypted, or in the older binary format of Office');
  }
  throw mismatch(sourceType, found ?? 'something else');
}

function mismatch(sourceType: string, found: string): DocumentError {
  return new DocumentError(`its name ends in .${sourceType}, but its content is ${found}`);
}
