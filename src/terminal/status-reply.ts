const reply = '\x1b[0n';

/** Takes the terminal's answers to status requests out of what it sends. */
export interface StatusReplyFilter {
  /** The input without the answers in it. One that arrives in two pieces is heard, but not taken out. */
  keysOf(chunk: string): string;
}

/** @param onReply called once for every answer */
export function createStatusReplyFilter(onReply: () => void): StatusReplyFilter {
  // The end of the former chunk, short of a whole answer.
  let tail = '';
  return {
    keysOf(chunk) {
      const joined = tail + chunk;
      const count = joined.split(reply).length - 1;
      for (let index = 0; index < count; index++) onReply();
      tail = joined.endsWith(reply) ? '' : joined.slice(-(reply.length - 1));
      return chunk.replaceAll(reply, '');
    },
  };
}
