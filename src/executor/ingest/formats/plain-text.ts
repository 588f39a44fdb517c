import type { Conversion, Converted } from '../conversion.ts';
import { tidyText } from '../knowledge-page.ts';
import { textStats } from './extracted.ts';
import { readText } from './read-text.ts';

/** Text and code stay as they are. */
export async function convertText({ file }: Conversion): Promise<Converted> {
  const body = tidyText(await readText(file));
  return { body, stats: textStats(body), summary: [`${body.length} characters`], warnings: [] };
}
