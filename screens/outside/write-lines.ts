import { promises as files } from 'node:fs';

/** Text for a file, line by line without line feeds; read in slices, so it may be made while it is written. */
export type Lines = Iterable<string> | AsyncIterable<string>;

export interface WriteLinesOptions {
  /** Takes the place of a file that is there, once the new one is whole; else such a file is an error (EEXIST). */
  readonly replace?: boolean | undefined;
  /** Called now and then with the bytes written so far. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
  /** Ends the writing; its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
}

const sliceBytes = 256 * 1024;
const onlyTheUser = 0o600;

/**
 * Writes lines into a file that only the user may read. A file that could not be written whole is taken away.
 * @returns the bytes written
 */
export async function writeLines(
  path: string,
  lines: Lines,
  options: WriteLinesOptions = {},
): Promise<number> {
  const written = options.replace === true ? `${path}.${process.pid}.part` : path;
  const file = await files.open(written, 'wx', onlyTheUser);
  try {
    const writing = writeSlices(file, lines, options);
    // Whoever makes the lines may wait for a server that does not answer.
    const bytes = await Promise.race([writing, ...abortOf(options.signal)]);
    await file.close();
    if (written !== path) await files.rename(written, path);
    return bytes;
  } catch (thrown) {
    await file.close().catch(() => {});
    await files.rm(written, { force: true });
    throw thrown;
  }
}

function abortOf(signal: AbortSignal | undefined): readonly Promise<never>[] {
  if (signal === undefined) return [];
  const { promise, reject } = Promise.withResolvers<never>();
  if (signal.aborted) reject(signal.reason);
  signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  return [promise];
}

async function writeSlices(
  file: files.FileHandle,
  lines: Lines,
  { onProgress, signal }: WriteLinesOptions,
): Promise<number> {
  let bytes = 0;
  let slice: string[] = [];
  let length = 0;
  const flush = async () => {
    // The write also lets the keyboard have its turn between two slices.
    const text = Buffer.from(`${slice.join('\n')}\n`);
    await file.appendFile(text);
    bytes += text.length;
    slice = [];
    length = 0;
    onProgress?.(bytes);
  };
  for await (const line of lines) {
    slice.push(line);
    length += line.length + 1;
    signal?.throwIfAborted();
    if (length >= sliceBytes) await flush();
  }
  if (slice.length > 0) await flush();
  return bytes;
}
