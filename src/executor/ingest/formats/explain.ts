import { messageOf } from '../../../model/errors.ts';
import { DocumentError } from '../conversion.ts';

/**
 * Calls a library on a document.
 * @param what the document should be, such as `Word document`
 * @throws DocumentError for whatever the library throws
 */
export async function explain<T>(what: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (thrown) {
    if (thrown instanceof DocumentError) throw thrown;
    if (thrown instanceof RangeError)
      throw new DocumentError(`it is no readable ${what}: it is nested too deeply`);
    throw new DocumentError(`it is no readable ${what}: ${firstLine(messageOf(thrown))}`);
  }
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').slice(0, 300);
}
