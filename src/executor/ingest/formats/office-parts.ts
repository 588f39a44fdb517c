import { readFile } from 'node:fs/promises';
import { unzipSync, zipSync } from 'fflate';
import { messageOf } from '../../../model/errors.ts';
import { DocumentError } from '../conversion.ts';
import { documentLimits } from '../limits.ts';

/** The files inside a docx, xlsx or pptx, by their paths. */
export type OfficeParts = Readonly<Record<string, Uint8Array>>;

/**
 * Unpacks the wanted files of an office document. What they say they unpack to is added up before
 * anything is unpacked, and no buffer grows beyond it: a zip bomb costs nothing.
 * @throws DocumentError for an archive that is broken or too large
 */
export async function unpackOffice(file: string, wanted: RegExp): Promise<OfficeParts> {
  const bytes = await readFile(file);
  let files = 0;
  let unpacked = 0;
  const take = (path: string, size: number): boolean => {
    files += 1;
    if (files > documentLimits.packedFiles)
      throw new DocumentError(`it holds more than ${documentLimits.packedFiles} files`);
    if (!wanted.test(path)) return false;
    unpacked += size;
    if (unpacked > documentLimits.unpackedBytes) {
      throw new DocumentError(`it unpacks to more than ${documentLimits.unpackedBytes / 1024 ** 2} MiB`);
    }
    return true;
  };
  try {
    return unzipSync(bytes, { filter: ({ name, originalSize }) => take(name, originalSize) });
  } catch (thrown) {
    if (thrown instanceof DocumentError) throw thrown;
    // It ran over the end of the buffer that it had been given.
    if (thrown instanceof RangeError) throw new DocumentError('a file in it is larger than it says');
    throw new DocumentError(`it is no readable archive: ${messageOf(thrown)}`);
  }
}

/** A new archive of these files alone, for libraries that unpack by themselves: nothing in it can surprise them. */
export function repack(parts: OfficeParts): Uint8Array {
  return zipSync(parts, { level: 0 });
}
