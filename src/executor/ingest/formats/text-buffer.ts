import { DocumentError } from '../conversion.ts';
import { documentLimits } from '../limits.ts';

/** Text that is collected piece by piece; what it costs does not depend on how many pieces there are. */
export interface TextBuffer {
  /** Adds text in which any blanks and line ends are one blank. */
  add(text: string): void;
  /** Adds text as it is. */
  addRaw(text: string): void;
  /** What was added since the last time. */
  take(): string;
}

/** @throws DocumentError from `add` when more came in all than a page may have */
export function createTextBuffer(): TextBuffer {
  let pieces: string[] = [];
  let size = 0;
  let endsInBlank = true;

  function push(piece: string): void {
    if (piece === '') return;
    size += piece.length;
    if (size > documentLimits.pageCharacters)
      throw new DocumentError('its text is larger than a page may be');
    pieces.push(piece);
    endsInBlank = /\s$/.test(piece.slice(-1));
  }

  return {
    add(text) {
      const plain = text.replaceAll(/\s+/g, ' ');
      push(endsInBlank ? plain.trimStart() : plain);
    },
    addRaw: push,
    take() {
      const text = pieces.join('');
      pieces = [];
      endsInBlank = true;
      return text;
    },
  };
}
