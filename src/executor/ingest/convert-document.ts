import { stat } from 'node:fs/promises';
import { type Conversion, type Converted, DocumentError, type OnStep } from './conversion.ts';
import type { DocumentFormat } from './document-types.ts';
import { checkContent } from './formats/content-type.ts';
import { explain } from './formats/explain.ts';
import { documentLimits } from './limits.ts';

type Convert = (conversion: Conversion, onStep: OnStep) => Promise<Converted>;

/** Each loads its library when the first document of its kind is there. */
const converters: Readonly<Record<DocumentFormat, () => Promise<Convert>>> = {
  csv: async () => (await import('./formats/csv.ts')).convertCsv,
  json: async () => (await import('./formats/json.ts')).convertJson,
  text: async () => (await import('./formats/plain-text.ts')).convertText,
  pdf: async () => (await import('./formats/pdf.ts')).convertPdf,
  docx: async () => (await import('./formats/docx.ts')).convertDocx,
  spreadsheet: async () => (await import('./formats/spreadsheet.ts')).convertSpreadsheet,
  presentation: async () => (await import('./formats/presentation.ts')).convertPresentation,
  html: async () => (await import('./formats/html.ts')).convertHtml,
};

/** What stands in a page of a document without text. */
const placeholder = '_There is no text in this document._';

const readWhole: readonly DocumentFormat[] = ['docx', 'spreadsheet', 'html'];

/**
 * Converts one document to Markdown.
 * @throws DocumentError when it is too large, is not what its name says, or cannot be read
 */
export async function convertDocument(conversion: Conversion, onStep: OnStep): Promise<Converted> {
  const { file, type } = conversion;
  await checkSize(conversion);
  await checkContent(file, type);
  const convert = await converters[type.format]();
  const converted = await explain(`${type.sourceType} file`, () => convert(conversion, onStep));
  if (converted.body.length > documentLimits.pageCharacters) {
    throw new DocumentError('its text is larger than a page may be');
  }
  if (readWhole.includes(type.format)) {
    onStep({ unit: 'file', current: 1, total: 1, characters: converted.body.length });
  }
  return { ...converted, body: converted.body === '' ? placeholder : converted.body };
}

async function checkSize({ file, type }: Conversion): Promise<void> {
  const stats = await stat(file);
  if (!stats.isFile()) throw new DocumentError('it is no file');
  const limit = type.format === 'csv' ? documentLimits.tableBytes : documentLimits.fileBytes;
  if (stats.size > limit) {
    throw new DocumentError(
      `it has ${stats.size} bytes; at most ${limit} are read of a .${type.sourceType} file`,
    );
  }
}
