import { posix } from 'node:path';

/** The ways in which a document is read. */
export type DocumentFormat =
  | 'csv'
  | 'json'
  | 'text'
  | 'pdf'
  | 'docx'
  | 'spreadsheet'
  | 'presentation'
  | 'html';

export interface DocumentType {
  readonly format: DocumentFormat;
  /** What the page and the result call it: the extension without its dot, or `text`. */
  readonly sourceType: string;
}

/** Contract, section 16.2. */
const formats: Readonly<Record<DocumentFormat, string>> = {
  csv: 'csv tsv',
  json: 'json',
  text:
    'txt md mdx c cc conf cpp cs css go h hpp ini java js jsonl jsx kt less lua mjs ndjson php pl py r rb rs ' +
    'sass scala scss sh sql swift toml tsx ts xml yaml yml zsh',
  pdf: 'pdf',
  docx: 'docx',
  spreadsheet: 'xlsx xls',
  presentation: 'pptx',
  html: 'html htm',
};

const formatOf = new Map(
  Object.entries(formats).flatMap(([format, extensions]) =>
    extensions.split(' ').map((extension) => [extension, format as DocumentFormat] as const),
  ),
);

const bareNames = new Set(['dockerfile', 'makefile', 'readme', 'license', 'changelog']);

/** How a file is read, judged by its name alone; null for a file that is not supported. */
export function documentTypeOf(path: string): DocumentType | null {
  const name = posix.basename(path).toLowerCase();
  if (bareNames.has(name)) return { format: 'text', sourceType: 'text' };
  const extension = posix.extname(name).slice(1);
  const format = formatOf.get(extension);
  return format === undefined ? null : { format, sourceType: extension };
}
