import type { Conversion, Converted } from '../conversion.ts';
import { explain } from './explain.ts';
import { extracted } from './extracted.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { repack, unpackOffice } from './office-parts.ts';

// Pictures, fonts and embedded files stay packed.
const wanted = /^(?:\[Content_Types\]\.xml|_rels\/.*|(?:word|docProps)\/(?!media\/|embeddings\/|fonts\/).*)$/;

/** Headings, lists, tables and notes of a Word document. Pictures are left out. */
export async function convertDocx({ file }: Conversion): Promise<Converted> {
  const parts = repack(await unpackOffice(file, wanted));
  const { convertToHtml, images } = await import('mammoth');
  const html = await explain('Word document', () =>
    convertToHtml(
      { buffer: Buffer.from(parts.buffer, parts.byteOffset, parts.byteLength) },
      { convertImage: images.imgElement(async () => ({ src: '' })) },
    ),
  );
  return extracted(htmlToMarkdown(html.value), 'mammoth');
}
