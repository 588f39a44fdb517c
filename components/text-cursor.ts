const graphemes = new Intl.Segmenter();

/** Where the character before `index` begins, as an index of UTF-16 units; 0 at the start. */
export function previousCharacter(text: string, index: number): number {
  if (index <= 0) return 0;
  return graphemes.segment(text).containing(index - 1)?.index ?? 0;
}

/** Where the character at `index` ends. */
export function nextCharacter(text: string, index: number): number {
  const here = graphemes.segment(text).containing(index);
  return here === undefined ? text.length : here.index + here.segment.length;
}

/** Where the word before `index` begins, as readline's Alt-B has it. */
export function previousWord(text: string, index: number): number {
  const before = /[\p{L}\p{N}]+[^\p{L}\p{N}]*$/u.exec(text.slice(0, index));
  return before?.index ?? 0;
}

/** Where the word at or behind `index` ends, as readline's Alt-F has it. */
export function nextWord(text: string, index: number): number {
  const behind = /^[^\p{L}\p{N}]*[\p{L}\p{N}]+/u.exec(text.slice(index));
  return behind === null ? text.length : index + behind[0].length;
}

/** Where the run of non-blanks before `index` begins, as readline's Ctrl-W has it. */
export function previousBlank(text: string, index: number): number {
  return /\S*\s*$/.exec(text.slice(0, index))?.index ?? 0;
}
