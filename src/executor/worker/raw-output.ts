import { fstatSync, ftruncateSync, readSync } from 'node:fs';
import type { RawStream } from './capture.ts';

/** Read at once; more than a record may have. */
const sliceBytes = 262_144;

const slice = Buffer.alloc(sliceBytes);

/** One captured stream on its way into the log of its run. */
export interface RawOutput {
  readonly stream: RawStream;
  readonly fd: number;
  /** Bytes of the file that have records. */
  offset: number;
}

/** Output that has no record yet, from the oldest on. */
export interface RawPiece {
  /** Valid until the next call. */
  readonly bytes: Buffer;
  /** True when nothing follows in the file. */
  readonly isEnd: boolean;
}

/** Reads the next piece, 256 KiB at most. */
export function nextPiece(output: RawOutput): RawPiece {
  const { size } = fstatSync(output.fd);
  // `command >/dev/stderr` in a shell truncates the file: what follows is new.
  if (size < output.offset) output.offset = 0;
  const length = Math.min(size - output.offset, sliceBytes);
  const read = length === 0 ? 0 : readSync(output.fd, slice, 0, length, output.offset);
  return { bytes: slice.subarray(0, read), isEnd: output.offset + read >= size };
}

/** What of a file is beyond that which may still get a record. */
export interface Surplus {
  readonly bytes: number;
  /** It was cut off. */
  readonly isDropped: boolean;
}

/**
 * Cuts off what cannot get a record any more, so that output which is not kept takes no room either. Its
 * writers append, so they go on at the new end. What they write in the very moment goes uncounted.
 * @param atLeast smaller amounts are left for later: each cut may miss something
 */
export function dropSurplus(output: RawOutput, keepBytes: number, atLeast: number): Surplus {
  const end = output.offset + keepBytes;
  const bytes = Math.max(0, fstatSync(output.fd).size - end);
  const isDropped = bytes > 0 && bytes >= atLeast;
  if (isDropped) ftruncateSync(output.fd, end);
  return { bytes, isDropped };
}
