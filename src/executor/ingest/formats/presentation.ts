import { posix } from 'node:path';
import type { Conversion, Converted, OnStep } from '../conversion.ts';
import { DocumentError } from '../conversion.ts';
import { documentLimits } from '../limits.ts';
import { extracted } from './extracted.ts';
import { type OfficeParts, unpackOffice } from './office-parts.ts';
import { readRelations, readSlideOrder } from './slide-order.ts';
import { readSlide } from './slide-text.ts';

const wanted =
  /^ppt\/(?:presentation\.xml|_rels\/presentation\.xml\.rels|(?:slides|notesSlides)\/.*\.(?:xml|rels))$/;

/** Title, text, tables and notes of each slide, in the order in which they are shown. */
export async function convertPresentation({ file }: Conversion, onStep: OnStep): Promise<Converted> {
  const parts = await unpackOffice(file, wanted);
  const slides = slidePaths(parts);
  let size = 0;
  const texts = slides.map((path, index) => {
    const text = slideText(parts, path, index + 1);
    size += text.length;
    // Slides may be the same part again and again.
    if (size > documentLimits.pageCharacters)
      throw new DocumentError('its text is larger than a page may be');
    onStep({ unit: 'slide', current: index + 1, total: slides.length, characters: text.length });
    return text;
  });
  return extracted(texts.join('\n\n'), 'htmlparser2', { slides: slides.length });
}

function slidePaths(parts: OfficeParts): readonly string[] {
  const main = xmlOf(parts, 'ppt/presentation.xml');
  if (main === null)
    throw new DocumentError('it is no readable presentation: ppt/presentation.xml is not in it');
  const relations = readRelations(xmlOf(parts, 'ppt/_rels/presentation.xml.rels') ?? '');
  return readSlideOrder(main)
    .map((id) => relations.get(id))
    .filter((relation) => relation !== undefined)
    .map(({ target }) => resolved('ppt', target));
}

function slideText(parts: OfficeParts, path: string, number: number): string {
  const xml = xmlOf(parts, path);
  if (xml === null) throw new DocumentError(`it is no readable presentation: ${path} is not in it`);
  const { title, body } = readSlide(xml);
  const notes = notesOf(parts, path);
  const heading = title === '' ? `## Slide ${number}` : `## Slide ${number}: ${title}`;
  return [heading, body, notes === '' ? '' : `Notes: ${notes}`].filter((text) => text !== '').join('\n\n');
}

function notesOf(parts: OfficeParts, slide: string): string {
  const folder = posix.dirname(slide);
  const relations = readRelations(xmlOf(parts, `${folder}/_rels/${posix.basename(slide)}.rels`) ?? '');
  const notes = [...relations.values()].find(({ type }) => type.endsWith('/notesSlide'));
  const xml = notes === undefined ? null : xmlOf(parts, resolved(folder, notes.target));
  return xml === null ? '' : readSlide(xml).body;
}

function resolved(folder: string, target: string): string {
  return target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
}

function xmlOf(parts: OfficeParts, path: string): string | null {
  const bytes = Object.hasOwn(parts, path) ? parts[path] : undefined;
  return bytes === undefined ? null : new TextDecoder().decode(bytes);
}
