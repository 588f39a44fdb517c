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
    // The library stumbled over something that it took for granted: its words would help nobody.
    if (thrown instanceof TypeError) throw new DocumentError(`it is no readable ${what}`);
    if (thrown instanceof RangeError)
      throw new DocumentError(`it is no readable ${what}: ${rangeFault(thrown)}`);
    throw new DocumentError(`it is no readable ${what}: ${firstLine(messageOf(thrown))}`);
  }
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').slice(0, 300);
}

/** A stack that is used up, or a text or list that is longer than they can be. */
function rangeFault({ message }: RangeError): string {
  return message.includes('call stack') ? 'it is nested too deeply' : 'it is too large';
}
