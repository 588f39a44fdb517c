import stringWidth from 'string-width';
import { sanitize } from './sanitize.ts';

/** What one reader takes for a character, as it is drawn. */
export interface Cluster {
  /** Printable text, `width` cells wide; empty when there is nothing to draw. */
  readonly text: string;
  /** 0, 1 or 2 cells. */
  readonly width: number;
  /** Every terminal gives it this width. Emoji, marks and rare scripts are not certain. */
  readonly certain: boolean;
}

const segmenter = new Intl.Segmenter();
const cache = new Map<string, Cluster>();
const cacheLimit = 4096;

// Single code units whose width terminals agree on, none of which joins its neighbour: Latin, Greek, Cyrillic,
// punctuation, arrows, boxes and blocks, kana, CJK, Hangul, full-width forms.
const agreed =
  /^[ -~\u00a0-\u02ff\u0370-\u03ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u23ce\u2500-\u25fa\u3041-\u3096\u309d-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60\ufffd]*$/;

/** The clusters of a text that holds no escape sequence. */
export function* clustersOf(text: string): Generator<Cluster> {
  if (agreed.test(text)) {
    for (const character of text) yield clusterOf(character);
    return;
  }
  for (const { segment } of segmenter.segment(text)) yield clusterOf(segment);
}

function clusterOf(segment: string): Cluster {
  const known = cache.get(segment);
  if (known !== undefined) return known;
  // The width is that of the text as Ink measured it, the drawing is reduced to what terminals agree on.
  const width = Math.min(stringWidth(segment), 2);
  const text = width === 0 ? '' : firstOf(sanitize(segment), width);
  const cluster = { text, width, certain: agreed.test(text) && text === segment };
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(segment, cluster);
  return cluster;
}

/** The first cluster of a reduced text, filled up with spaces to `width` cells. */
function firstOf(text: string, width: number): string {
  const first = segmenter.segment(text).containing(0)?.segment ?? '';
  const own = stringWidth(first);
  return own > width ? ' '.repeat(width) : first + ' '.repeat(width - own);
}
