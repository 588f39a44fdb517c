import type { JsonObject } from '../../../lib/json.ts';
import type { Converted } from '../conversion.ts';
import { tidyText } from '../knowledge-page.ts';

/**
 * A document of which a library took the text.
 * @param reader name of that library, which the stats tell
 */
export function extracted(
  text: string,
  reader: string,
  more: JsonObject = {},
  warnings: readonly string[] = [],
): Converted {
  const body = tidyText(text);
  const stats: JsonObject = { ...textStats(body), ...more };
  stats['engine'] = reader;
  return {
    body,
    stats,
    summary: [`Extracted ${body.length} characters`],
    warnings,
  };
}

/** Characters and lines of a text. */
export function textStats(text: string): { characters: number; lines: number } {
  let lines = text === '' ? 0 : 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return { characters: text.length, lines };
}
