import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { UserError } from '../model/errors.ts';

const unzip = promisify(gunzip);

/**
 * The text of a body as it came over the wire.
 * @param encoding the answer's `content-encoding`
 * @throws UserError `unavailable` when it is compressed in a way that was not asked for, or too large
 */
export async function unzipped(body: Buffer, encoding: string, maxBytes: number): Promise<string> {
  if (encoding === '' || encoding === 'identity') return body.toString();
  try {
    if (encoding === 'gzip') return (await unzip(body, { maxOutputLength: maxBytes })).toString();
  } catch (cause) {
    throw new UserError('unavailable', 'The compressed answer cannot be read', { cause });
  }
  throw new UserError('unavailable', `The answer is compressed as ${encoding}, which was not asked for`);
}
