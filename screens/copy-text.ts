import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatBytes } from '../src/lib/format-bytes.ts';
import { messageOf } from '../src/model/errors.ts';
import { longestCopy } from '../src/terminal/clipboard.ts';
import { writeLines } from './outside/write-lines.ts';
import type { ConsoleParts } from './parts.ts';

/**
 * Puts text on the clipboard of the machine where the terminal runs and says so. What is too long for that goes into
 * a file, and the notice names it.
 * @param what what it is, as in “copied 12 lines”
 */
export function copyText(parts: ConsoleParts, text: string, what: string): void {
  if (parts.terminal.copy(text)) tell(parts, `copied ${what}`);
  else void copyToFile(parts, text, what);
}

async function copyToFile(parts: ConsoleParts, text: string, what: string): Promise<void> {
  const path = join(tmpdir(), `vfjobs-copy-${process.pid}-${parts.model.clock.now()}.txt`);
  try {
    const bytes = await writeLines(path, [text], { replace: false });
    const why = `${formatBytes(bytes)} is more than the ${formatBytes(longestCopy)} a terminal takes`;
    tell(parts, `${what}: ${why}; saved as ${path}`);
  } catch (thrown) {
    tell(parts, `${what} could not be copied: ${messageOf(thrown)}`, 'error');
  }
}

function tell(parts: ConsoleParts, message: string, kind: 'info' | 'error' = 'info'): void {
  parts.model.store.setState({ notice: { kind, message, fix: null } });
}
