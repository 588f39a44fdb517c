import { createTableWriter } from './table-writer.ts';
import { createTextBuffer } from './text-buffer.ts';

/** Puts Markdown together from blocks and the text in them. Calls itself nowhere, however deep a document is. */
export interface MarkdownWriter {
  /** Adds text to the block that is open. Blanks and line ends are one blank, except in a `raw` block. */
  text(text: string): void;
  /** A line end within the block. */
  lineEnd(): void;
  /** Ends the open block and starts another, such as a heading with `## ` before it. */
  block(options?: { readonly before?: string; readonly raw?: boolean }): void;
  tableStart(): void;
  rowStart(): void;
  cellStart(): void;
  tableEnd(): void;
  result(): string;
}

export function createMarkdownWriter(): MarkdownWriter {
  const blocks: string[] = [];
  const buffer = createTextBuffer();
  const table = createTableWriter();
  let before = '';
  let raw = false;

  function endBlock(): void {
    const text = buffer.take();
    if (text.trim() === '') return;
    blocks.push(raw ? fenced(text) : before + text.trim());
  }

  /** Begins a row or a cell; of an inner table it only parts words. */
  function inTable(begin: () => void): void {
    if (table.depth === 1) {
      table.fill(buffer.take());
      begin();
    } else buffer.add(' ');
  }

  function block({ before: mark = '', raw: isRaw = false } = {}): void {
    if (table.depth > 0) buffer.add(' ');
    else {
      endBlock();
      before = mark;
      raw = isRaw;
    }
  }

  function tableEnd(): void {
    if (table.depth === 1) table.fill(buffer.take());
    const text = table.close();
    if (text !== null) blocks.push(text);
  }

  return {
    text: (text) => (raw ? buffer.addRaw(text) : buffer.add(text)),
    lineEnd: () => (table.depth > 0 ? buffer.add(' ') : buffer.addRaw('\n')),
    block,
    tableStart() {
      if (table.depth === 0) block();
      table.open();
    },
    rowStart: () => inTable(table.row),
    cellStart: () => inTable(table.cell),
    tableEnd,
    result() {
      while (table.depth > 0) tableEnd();
      endBlock();
      return blocks.join('\n\n');
    },
  };
}

/** A block of code, in a fence that is longer than any in it. */
function fenced(text: string): string {
  const longest = (text.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text.replace(/^\n+/, '').trimEnd()}\n${fence}`;
}
