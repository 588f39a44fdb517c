import { maxLogChunkBytes } from '../api/log.ts';
import type { Executor } from '../executor/executor.ts';
import { logLinesToText } from '../model/log.ts';

/**
 * A run's log as the contract has it: one plain text of both streams. Only its last mebibyte is
 * sent; a first line then says how much is left out.
 * @returns null for a run that has printed nothing
 */
export async function readLogText(executor: Executor, ref: string): Promise<string | null> {
  const chunk = await executor.readLog(ref, -maxLogChunkBytes, maxLogChunkBytes);
  if (chunk.totalBytes === 0) return null;
  const leftOut = chunk.nextByte - Buffer.byteLength(chunk.text);
  const text = logLinesToText(chunk.text);
  return leftOut > 0 ? `[${leftOut} earlier bytes are left out]\n${text}` : text;
}
