import type { Conversion, Converted } from '../conversion.ts';
import { extracted } from './extracted.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { readText } from './read-text.ts';

/** The readable text of a web page. */
export async function convertHtml({ file }: Conversion): Promise<Converted> {
  return extracted(htmlToMarkdown(await readText(file)), 'htmlparser2');
}
