import { writeSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import type { RunError } from '../../../model/run.ts';
import type { Place } from './place.ts';
import { syntaxFaultOf } from './syntax-fault.ts';

const maxMessage = 8_000;
const maxName = 200;

/** What was thrown, for the record: its message, its code if it has one, and the first line of the project on its stack. */
export function describeThrown(thrown: unknown, projectDir: string): RunError {
  const place = placeOf(thrown, projectDir);
  return {
    message: messageOfThrown(thrown).slice(0, maxMessage),
    code: codeOf(thrown) ?? 'task_error',
    detail: {
      name: thrown instanceof Error ? String(thrown.name).slice(0, maxName) : typeof thrown,
      file: place === null ? null : relative(projectDir, place.file),
      line: place === null ? null : place.line,
    },
  };
}

/** Writes the whole of it, with stack and causes, to the log. What cannot be written is left out: the record has the message. */
export function printThrown(thrown: unknown): void {
  try {
    writeSync(2, `${thrown instanceof Error ? inspect(thrown) : `Thrown: ${inspect(thrown)}`}\n`);
  } catch {
    // The task has closed stderr, the disk is full, or what it threw cannot be looked at.
  }
}

/** One sentence or more about what was thrown, whatever it was. */
export function messageOfThrown(thrown: unknown): string {
  const syntaxFault = syntaxFaultOf(thrown);
  if (syntaxFault !== null) return syntaxFault.message;
  if (thrown instanceof Error) return thrown.message || thrown.name;
  return typeof thrown === 'string' && thrown !== '' ? thrown : `The task threw ${inspect(thrown)}.`;
}

/** The first place on the stack that lies in the project's own sources; null when there is none. */
export function placeOf(thrown: unknown, projectDir: string): Place | null {
  if (!(thrown instanceof Error)) return null;
  const syntaxFault = syntaxFaultOf(thrown);
  if (syntaxFault !== null) return syntaxFault.place;
  // A frame ends in `:line:column`; the stack of a syntax error starts with `file:line`.
  for (const found of (thrown.stack ?? '').matchAll(/(file:\/\/\/\S+?|\/[^\s():]+):(\d+)(?::\d+)?\)?$/gm)) {
    const [, name = '', line] = found;
    const file = name.startsWith('file:') ? fileURLToPath(name) : name;
    if (file.startsWith(`${projectDir}/`) && !file.includes('/node_modules/')) {
      return { file, line: Number(line) };
    }
  }
  return null;
}

function codeOf(thrown: unknown): string | null {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  return typeof code === 'string' && /^[\w.-]{1,64}$/.test(code) ? code : null;
}
