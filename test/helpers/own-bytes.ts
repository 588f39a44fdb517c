/** What a frame may consist of besides characters: the compositor's own moves, erasures, scrolls and styles. */
const ownSequences = new RegExp(
  [
    '\\x1b\\[\\?2026[hl]',
    '\\x1b\\[2J|\\x1b\\[K|\\x1b\\[\\d*X',
    '\\x1b\\[H|\\x1b\\[\\d{1,2}H|\\x1b\\[\\d{1,2};\\d{1,3}H|\\x1b\\[\\d*[CG]',
    '\\x1b\\[\\d+;\\d+r|\\x1b\\[r|\\x1b\\[\\d*[ST]',
    '\\x1b\\[5n',
    '\\x1b\\[(?:(?:[0-4]|7|2[2347]|3[0-79]|4[39])(?:;(?=\\d)|(?=m)))*m',
    '\\r\\n|\\r|\\x08',
  ].join('|'),
  'g',
);
/** Controls, half characters, and what draws nothing and moves what is drawn. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** The characters of frames in the terminal's own colours, without the sequences that are our own. */
export function printedIn(frames: string): string {
  return frames.replaceAll(ownSequences, '');
}

/** Where frames hold what neither is a printable character nor belongs to the compositor; '' when they don't. */
export function foreignIn(frames: string): string {
  const text = printedIn(frames);
  const at = text.search(unprintable);
  return at === -1 ? '' : JSON.stringify(text.slice(Math.max(0, at - 60), at + 40));
}
