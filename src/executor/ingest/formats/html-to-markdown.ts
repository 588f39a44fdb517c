import { Parser } from 'htmlparser2';
import { createDepthGuard } from './depth-guard.ts';
import { createMarkdownWriter, type MarkdownWriter } from './markdown-writer.ts';

const silent = new Set([
  'head',
  'title',
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'math',
  'iframe',
  'object',
  'select',
  'textarea',
  'button',
]);
const blocks = new Set(
  (
    'address article aside blockquote body dd details div dl dt fieldset figcaption figure footer form header hr html ' +
    'li main nav p pre section summary ul ol'
  ).split(' '),
);
const pieceLength = 64 * 1024;

/**
 * The text of a web page as Markdown: headings, paragraphs, lists, links, code and tables. Neither markup
 * nor scripts, styles and forms get through.
 * @throws DocumentError for one that is nested too deeply or too large
 */
export function htmlToMarkdown(html: string): string {
  const writer = createMarkdownWriter();
  const lists = createLists();
  const links: string[] = [];
  const depth = createDepthGuard();
  let silence = 0;

  const parser = new Parser({
    onopentag(name, attributes) {
      depth.enter();
      if (silent.has(name)) silence += 1;
      if (silence > 0) return;
      if (name === 'a') links.push(linkIn(attributes['href']));
      if (name === 'img') writer.text(attributes['alt'] ?? '');
      else openTag(name, writer, lists);
    },
    ontext(text) {
      if (silence === 0) writer.text(text);
    },
    onclosetag(name) {
      depth.leave();
      if (silent.has(name)) silence = Math.max(0, silence - 1);
      else if (silence === 0) {
        if (name === 'a') writer.text(links.pop() ?? '');
        closeTag(name, writer, lists);
      }
    },
  });
  for (let at = 0; at < html.length; at += pieceLength) parser.write(html.slice(at, at + pieceLength));
  parser.end();
  return writer.result();
}

function openTag(name: string, writer: MarkdownWriter, lists: Lists): void {
  if (name === 'ul' || name === 'ol') lists.open(name === 'ol');
  if (name === 'br') writer.lineEnd();
  else if (name === 'table') writer.tableStart();
  else if (name === 'tr') writer.rowStart();
  else if (name === 'td' || name === 'th') writer.cellStart();
  else if (isBlock(name)) writer.block({ before: markOf(name, lists), raw: name === 'pre' });
}

/** What stands before a block of this kind. */
function markOf(name: string, lists: Lists): string {
  if (name === 'li') return lists.item();
  return isHeading(name) ? `${'#'.repeat(Number(name[1]))} ` : '';
}

function isBlock(name: string): boolean {
  return blocks.has(name) || isHeading(name);
}

function isHeading(name: string): boolean {
  return /^h[1-6]$/.test(name);
}

function closeTag(name: string, writer: MarkdownWriter, lists: Lists): void {
  if (name === 'table') writer.tableEnd();
  if (name === 'ul' || name === 'ol') lists.close();
  if (isBlock(name)) writer.block();
}

/** What follows the text of a link: its address, if it is one of the web. */
function linkIn(href: string | undefined): string {
  const address = href?.trim() ?? '';
  return /^(?:https?:|mailto:)[^\s<>]+$/i.test(address) ? ` <${address}>` : '';
}

interface Lists {
  open(numbered: boolean): void;
  close(): void;
  /** The mark of the next item, indented as deep as its list is. */
  item(): string;
}

const maxIndent = 10;

function createLists(): Lists {
  const open: { numbered: boolean; count: number }[] = [];
  return {
    open: (numbered) => open.push({ numbered, count: 0 }),
    close: () => open.pop(),
    item() {
      const list = open.at(-1) ?? { numbered: false, count: 0 };
      list.count += 1;
      const indent = '  '.repeat(Math.min(Math.max(0, open.length - 1), maxIndent));
      return `${indent}${list.numbered ? `${list.count}.` : '-'} `;
    },
  };
}
