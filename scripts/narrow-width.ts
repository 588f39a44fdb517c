import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const realPath = fileURLToPath(import.meta.resolve('string-width'));

/**
 * Characters that string-width gives one cell each, whatever stands beside them: printable ASCII, Latin,
 * general punctuation, arrows, lines, boxes and blocks. Nearly all that the console ever draws.
 */
export const narrowCharacters =
  ' -~\\u00a1-\\u00ac\\u00ae-\\u02ff\\u2010-\\u2027\\u2030-\\u205e\\u2190-\\u21ff\\u2500-\\u25fa';

const wrapper = `
const narrow = /^[${narrowCharacters}]*$/;
const styles = /\\u001b\\[[\\d;:]*m/g;
let real;
export default function stringWidth(text, options) {
  if (typeof text === 'string' && options === undefined) {
    const bare = text.includes('\\u001b') ? text.replace(styles, '') : text;
    if (narrow.test(bare)) return bare.length;
  }
  real ??= require(${JSON.stringify(realPath)}).default;
  return real(text, options);
}
`;

/**
 * Puts a quick way in front of string-width, and gives Ink, its five dependencies with a copy of their own
 * and us the same one. It recognizes emoji by a regular
 * expression whose first use takes 50 ms of compiling, and needs a segmenter that takes 12 ms: with
 * this, both wait for the first text that is not narrow, and are out of the way of the first frame.
 */
export const narrowWidth: Plugin = {
  name: 'narrow-width',
  setup(build) {
    build.onResolve({ filter: /^string-width$/ }, ({ path }) => ({ path, namespace: 'narrow-width' }));
    build.onLoad({ filter: /./, namespace: 'narrow-width' }, () => ({
      contents: wrapper,
      resolveDir: dirname(realPath),
    }));
  },
};
