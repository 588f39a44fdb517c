/** Terminals cut off or refuse longer ones; base64 makes four bytes of three. */
const longestBase64 = 100_000;
/** Bytes of UTF-8 that go on the clipboard at most. */
export const longestCopy = (longestBase64 / 4) * 3;
/** What GNU screen hands on in one piece. */
const screenPiece = 256;

/**
 * The sequence (OSC 52) that puts text on the clipboard of the machine where the terminal runs, through ssh too.
 * Inside tmux and screen it is wrapped, so that they hand it on.
 * @returns null when the text is too long
 */
export function clipboardSequence(text: string, env: NodeJS.ProcessEnv): string | null {
  const data = Buffer.from(text, 'utf8').toString('base64');
  if (data.length > longestBase64) return null;
  const sequence = `\x1b]52;c;${data}\x07`;
  if (isSet(env['TMUX'])) return `\x1bPtmux;${sequence.replaceAll('\x1b', '\x1b\x1b')}\x1b\\`;
  return isSet(env['STY']) ? wrappedForScreen(sequence) : sequence;
}

/** Screen hands on what a DCS string holds, and drops one that is too long: hence several. */
function wrappedForScreen(sequence: string): string {
  const pieces = Array.from({ length: Math.ceil(sequence.length / screenPiece) }, (_, index) =>
    sequence.slice(index * screenPiece, (index + 1) * screenPiece),
  );
  return pieces.map((piece) => `\x1bP${piece}\x1b\\`).join('');
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
