import { open, readFile } from 'node:fs/promises';
import { DocumentError } from '../conversion.ts';

/** Reads a text file, in UTF-8 or in UTF-16 with a mark. Bytes that are no text become U+FFFD. */
export async function readText(file: string): Promise<string> {
  const encoding = await encodingOf(file);
  const text = (await readFile(file, { encoding })).replace(/^\ufeff/, '');
  if (text.includes('\0')) throw binary();
  return text;
}

/** How a text is written, by the mark at its beginning. */
export async function encodingOf(file: string): Promise<'utf8' | 'utf16le'> {
  const [first, second] = await firstBytes(file, 2);
  if (first === 0xff && second === 0xfe) return 'utf16le';
  if (first === 0xfe && second === 0xff)
    throw new DocumentError('it is written in UTF-16 with the high byte first');
  return 'utf8';
}

/** The beginning of a file; shorter when the file is. */
export async function firstBytes(file: string, count: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Passes a text on piece by piece. @throws DocumentError at the first piece that is none */
export async function* refuseBinary(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of pieces) {
    if (piece.includes('\0')) throw binary();
    yield piece;
  }
}

function binary(): DocumentError {
  return new DocumentError('it is no text: there are zero bytes in it');
}
