import { readFile } from 'node:fs/promises';
import { messageOf } from '../../../model/errors.ts';
import { type Conversion, type Converted, DocumentError, type OnStep } from '../conversion.ts';
import { documentLimits } from '../limits.ts';
import { extracted } from './extracted.ts';

/** The text of each page, by Mozilla's pdf.js. A scan has none. */
export async function convertPdf({ file }: Conversion, onStep: OnStep): Promise<Converted> {
  const { getDocumentProxy } = await import('unpdf');
  const document = await getDocumentProxy(new Uint8Array(await readFile(file)), {
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
  }).catch(refuse);
  const pages: string[] = [];
  let size = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
    pages.push(text.trim());
    size += text.length;
    if (size > documentLimits.pageCharacters)
      throw new DocumentError('its text is larger than a page may be');
    onStep({ unit: 'page', current: number, total: document.numPages, characters: text.length });
  }
  return extracted(pages.filter((text) => text !== '').join('\n\n'), 'pdf.js', { pages: document.numPages });
}

function refuse(thrown: unknown): never {
  if (thrown instanceof Error && thrown.name === 'PasswordException') {
    throw new DocumentError('it is encrypted with a password');
  }
  throw new DocumentError(`it is no readable PDF: ${messageOf(thrown)}`);
}
