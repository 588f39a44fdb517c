import { HTTPException } from 'hono/http-exception';
import { isTooDeep, maxJsonDepth } from '../lib/json.ts';
import { messageOf, UserError } from '../model/errors.ts';
import { problemAnswer } from './answers.ts';

export const maxBodyBytes = 1_048_576;

/** What is said about a body that is too large, with status 413. */
export function bodyTooLarge(): UserError {
  return new UserError('invalid', 'The body is larger than 1 MiB', {
    fix: 'Send less, or store the data elsewhere and send a reference to it.',
  });
}

/**
 * The JSON of a request's body.
 * @param mayBeEmpty true: nothing at all is answered as undefined
 * @throws UserError `invalid` when it is empty, cut off, not JSON or too deep; HTTPException 413 when it is too large
 */
export async function readJsonBody(request: Request, mayBeEmpty = false): Promise<unknown> {
  const text = await readText(request).catch(refuseUnread);
  if (mayBeEmpty && text.trim() === '') return undefined;
  if (text.trim() === '') throw new UserError('invalid', 'The body is empty: it must be a JSON object');
  const body = parse(text);
  if (isTooDeep(body)) {
    throw new UserError('invalid', `The body has more than ${maxJsonDepth} values inside one another`);
  }
  return body;
}

/** A client that went away in the middle is nobody's bug. */
function refuseUnread(thrown: unknown): never {
  if (thrown instanceof HTTPException) throw thrown;
  throw new UserError('invalid', 'The request ended before its body did', { cause: thrown });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new UserError('invalid', `The body is not valid JSON: ${messageOf(thrown)}`);
  }
}

/**
 * Hono's own limit rebuilds a request whose length is not announced, which this adapter's requests
 * survive only when it may replace the global `Request`.
 */
async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > maxBodyBytes) {
      throw new HTTPException(413, { res: problemAnswer(bodyTooLarge(), 413, { connection: 'close' }) });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
