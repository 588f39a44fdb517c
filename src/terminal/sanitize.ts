// Printable ASCII needs no further look: nearly all text that is ever drawn.
const plain = /^[ -~]*$/;

/*
 * Escape sequences as ECMA-48 has them, in their 7-bit (ESC x) and 8-bit (C1) forms. Strings (OSC, DCS, SOS, PM,
 * APC) run to their end mark; one without an end takes the rest of its line, as it would in a terminal.
 */
const sequences = new RegExp(
  [
    '(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]?', // CSI
    '(?:\\x1b\\]|\\x9d)[^\\x07\\x1b\\x9c\\r\\n]*(?:\\x07|\\x1b\\\\|\\x9c)?', // OSC
    '(?:\\x1b[PX^_]|[\\x90\\x98\\x9e\\x9f])[^\\x1b\\x9c\\r\\n]*(?:\\x1b\\\\|\\x9c)?', // DCS, SOS, PM, APC
    '\\x1b[ -/]*[0-~]?', // any other escape
  ].join('|'),
  'g',
);
const lineBreaks = /\r\n|[\n\v\f\x85\u2028\u2029]/g;
const controls = /[\x00-\x1f\x7f-\x9f]/g;
// Bidi controls, joiners, variation selectors, fillers, tags: they draw nothing and move what is drawn.
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
// Modifiers that change the width of what they follow in some terminals and not in others.
const modifiers = /[\u{1f3fb}-\u{1f3ff}\u20e3]/gu;
const flagLetters = /[\u{1f1e6}-\u{1f1ff}]/gu;
const manyMarks = /(\p{M}{2})\p{M}+/gu;

/**
 * One line of printable text: no escape sequence of any form, no control character, nothing that reorders
 * or hides text. A line break becomes `⏎`, a tab four spaces. Emoji are reduced to their parts (no joiners,
 * skin tones or variation selectors; a flag becomes its two letters), since terminals disagree on how wide
 * the whole is.
 */
export function sanitize(text: string): string {
  if (plain.test(text)) return text;
  return text
    .replace(sequences, '')
    .replace(lineBreaks, '⏎')
    .replace(/\t/g, '    ')
    .replace(/\r/g, ' ')
    .replace(controls, '')
    .replace(invisible, '')
    .replace(modifiers, '')
    .replace(flagLetters, (letter) => String.fromCharCode((letter.codePointAt(0) ?? 0) - 0x1f1e6 + 65))
    .replace(manyMarks, '$1')
    .toWellFormed();
}

/** The lines of a longer text, each sanitized. A line break at the very end opens no further line. */
export function sanitizeBlock(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines.map(sanitize);
}
