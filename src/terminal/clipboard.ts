/** Terminals cut off or refuse longer ones; base64 makes four bytes of three. */
const longestBase64 = 100_000;

/**
 * The sequence (OSC 52) that puts text on the clipboard of the machine where the terminal runs, through ssh too.
 * Inside tmux it is wrapped, so that tmux hands it on.
 * @returns null when the text is too long
 */
export function clipboardSequence(text: string, env: NodeJS.ProcessEnv): string | null {
  const data = Buffer.from(text, 'utf8').toString('base64');
  if (data.length > longestBase64) return null;
  const sequence = `\x1b]52;c;${data}\x07`;
  return env['TMUX'] === undefined || env['TMUX'] === ''
    ? sequence
    : `\x1bPtmux;${sequence.replaceAll('\x1b', '\x1b\x1b')}\x1b\\`;
}
