// One escape sequence as keys send them, or a run of anything else.
const pieces = /\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|[^[O])?|[^\x1b]+/gs;
const pasteStart = '\x1b[200~';
const pasteEnd = '\x1b[201~';

/** More characters than this at once nobody types: a paste by a terminal that doesn't mark it. */
const mostTyped = 16;

/** Splits input into single keys: what was typed while the program was busy arrives in one piece. */
export interface KeySplitter {
  /** The keys of a chunk; a paste stays whole. */
  split(chunk: string): string[];
}

export function createKeySplitter(): KeySplitter {
  let isPasting = false;
  return {
    split(chunk) {
      const wasPasting = isPasting;
      const start = chunk.lastIndexOf(pasteStart);
      const end = chunk.lastIndexOf(pasteEnd);
      if (start >= 0 || end >= 0) isPasting = start > end;
      if (wasPasting || start >= 0) return [chunk];
      return (chunk.match(pieces) ?? []).flatMap((piece) =>
        piece.startsWith('\x1b') || piece.length > mostTyped ? [piece] : [...piece],
      );
    },
  };
}
