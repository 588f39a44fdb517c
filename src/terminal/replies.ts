/** What terminals send of their own accord, or when they are asked: never keys. */
const whole = /\x1b\[(?:0n|I|O)/g;
const lateRest = /^\[(?:0n|I|O)/;
/** The longest answer, short of its last character. */
const mostPending = 3;

export interface Replies {
  /** An answer to a status request: all that was sent before it has been drawn. */
  onStatus(): void;
  /** The terminal has got or lost the keyboard's focus. */
  onFocus(isFocused: boolean): void;
}

/** Takes the terminal's answers and its word of the focus out of what it sends. */
export interface ReplyFilter {
  /**
   * The input without them. One that arrives in pieces is heard, and its pieces are left to whoever reads
   * sequences, who puts them together and knows no such key.
   */
  keysOf(chunk: string): string;
}

/**
 * What is left of an answer whose Esc came alone and so long ago that it was taken for the key: the rest
 * would be read as text. Empty when it is none.
 */
export function lateReplyIn(chunk: string): string {
  return lateRest.exec(chunk)?.[0] ?? '';
}

export function createReplyFilter(replies: Replies): ReplyFilter {
  // The end of the former chunk, short of a whole answer.
  let tail = '';
  return {
    keysOf(chunk) {
      const joined = tail + chunk;
      let heardUpTo = 0;
      for (const match of joined.matchAll(whole)) {
        heardUpTo = match.index + match[0].length;
        tell(replies, match[0]);
      }
      tail = joined.slice(Math.max(heardUpTo, joined.length - mostPending));
      return chunk.replaceAll(whole, '');
    },
  };
}

function tell(replies: Replies, reply: string): void {
  if (reply.endsWith('n')) replies.onStatus();
  else replies.onFocus(reply.endsWith('I'));
}
