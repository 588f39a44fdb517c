import { posix } from 'node:path';

/** What stands at the top of a page. */
export interface PageHead {
  /** Where the document lies, such as `uploads/demo/notes.txt`. */
  readonly source: string;
  readonly sourceType: string;
  /** `YYYY-MM-DD`. */
  readonly added: string;
  readonly description: string;
}

/** The whole page: front matter, heading and body (contract, section 16.4). */
export function pageText({ source, sourceType, added, description }: PageHead, body: string): string {
  const matter = { source, source_type: sourceType, added, description };
  // A JSON string is a quoted value of YAML as well.
  const lines = Object.entries(matter).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const page = `---\n${lines.join('\n')}\n---\n\n# ${titleOf(source)}\n\n${tidyText(body)}\n`;
  return page;
}

/** The text with plain line ends, without control characters, and with one empty line at most in a row. */
export function tidyText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f\ufeff]/g, '')
    .replaceAll(/\n(?:[ \t]*\n){2,}/g, '\n\n')
    .replace(/^\n+/, '')
    .trimEnd();
}

function titleOf(source: string): string {
  const name = posix.basename(source);
  const stem = name.slice(0, name.length - posix.extname(name).length);
  const words = stem.split(/[\s_\-\u0000-\u001f\u007f]+/).filter((word) => word !== '');
  const title = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(' ');
  return title === '' ? 'Document' : title;
}
