import { messageOf } from '../../src/model/errors.ts';

/**
 * What is wrong with a text that `JSON.parse` refused, and where: `line 2, column 14: unexpected }`.
 * @param thrown what it threw: V8 tells a position for most mistakes, but none for a character out of place
 */
export function jsonProblem(thrown: unknown, text: string): string {
  const message = messageOf(thrown);
  if (message.includes('end of JSON')) return `line ${text.split('\n').length}: it ends too early`;
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position === undefined) {
    const index = strayIndex(text);
    return `${placeOf(text, index)}: unexpected ${String.fromCodePoint(text.codePointAt(index) ?? 32)}`;
  }
  const what = message.replace(/( in JSON)? at position .*$/s, '');
  return `${placeOf(text, Number(position))}: ${what.charAt(0).toLowerCase()}${what.slice(1)}`;
}

/** The first character that can't stand where it does: every text that ends behind it is refused for it. */
function strayIndex(text: string): number {
  let good = 0;
  let bad = text.length;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (hasStray(text.slice(0, middle))) bad = middle;
    else good = middle;
  }
  return good;
}

function hasStray(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (thrown) {
    return messageOf(thrown).startsWith('Unexpected token');
  }
}

function placeOf(text: string, index: number): string {
  const before = text.slice(0, index).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
