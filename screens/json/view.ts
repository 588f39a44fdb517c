import { formatBytes } from '../../src/lib/format-bytes.ts';
import type { JsonObject, JsonValue } from '../../src/lib/json.ts';
import type { Pattern } from '../../src/lib/pattern.ts';
import { canOpen, type JsonNode } from '../../src/store/json-tree.ts';
import type { Row, Span, StyleName } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { cut, textWidth } from '../../src/terminal/width.ts';
import { formatCount } from '../format-time.ts';
import { highlighted } from '../highlight.ts';

export interface JsonLook {
  readonly width: number;
  readonly selected: boolean;
  /** What is looked for. */
  readonly pattern: Pattern | null;
}

/** One line of the tree. */
export function jsonRow(node: JsonNode, { width, selected, pattern }: JsonLook): Row {
  const indent = indentOf(node.depth, width);
  const spans: Span[] = [{ text: `${' '.repeat(indent)}${markOf(node)} `, style: 'accent' }];
  let room = width - indent - 2;
  if (node.name !== null) {
    const name = cut(sanitize(node.name), Math.max(8, room - 12));
    spans.push(...highlighted(name, pattern, node.kind === 'range' ? 'dim' : 'strong'));
    spans.push({ text: ': ', style: 'dim' });
    room -= textWidth(name) + 2;
  }
  const { text, note, style } = valueLook(node, Math.max(4, room));
  spans.push(...highlighted(text, pattern, style));
  if (note !== '') spans.push({ text: note, style: 'dim' });
  return { spans, selected };
}

/** Cells before a line of that depth; deep lines are not pushed out of a narrow pane. */
export function indentOf(depth: number, width: number): number {
  return 1 + Math.min(2 * Math.max(0, depth), Math.floor(width / 2));
}

function markOf(node: JsonNode): string {
  if (!canOpen(node)) return ' ';
  return node.isOpen ? '▾' : '▸';
}

function valueLook(
  node: JsonNode,
  room: number,
): { readonly text: string; readonly note: string; readonly style: StyleName } {
  const { value } = node;
  if (node.kind === 'piece') return { text: sanitize(String(value)), note: '', style: 'plain' };
  if (node.kind === 'text') return textLook(String(value), node.isOpen, room);
  if (node.kind === 'scalar') {
    const style = typeof value === 'string' ? 'plain' : value === null ? 'dim' : 'active';
    return { text: sanitize(JSON.stringify(value)), note: '', style };
  }
  if (node.kind === 'range')
    return { text: '', note: `${formatCount(node.to - node.from)} entries`, style: 'dim' };
  const isList = node.kind === 'array';
  if (node.to === 0) return { text: isList ? '[]' : '{}', note: '', style: 'dim' };
  const count = isList ? `[${formatCount(node.to)}]` : `{${formatCount(node.to)}}`;
  if (node.isOpen) return { text: count, note: '', style: 'dim' };
  const preview = cut(sanitize(beginning(value, room)), Math.max(0, room - count.length - 1));
  return { text: `${count} ${preview}`, note: '', style: 'dim' };
}

/** A long text: its beginning, and how much there is of it. */
function textLook(text: string, isOpen: boolean, room: number) {
  const size = formatBytes(Buffer.byteLength(text));
  if (isOpen) return { text: '', note: `text of ${size}`, style: 'dim' as const };
  const whole = sanitize(JSON.stringify(text.slice(0, room + 1)));
  if (text.length <= room && textWidth(whole) <= room)
    return { text: whole, note: '', style: 'plain' as const };
  const note = `  ${size}, Enter shows all`;
  const shown = cut(whole.slice(0, -1), Math.max(8, room - note.length));
  return { text: shown, note, style: 'plain' as const };
}

/** The first characters of a value as JSON; no more of it is looked at than is shown. */
export function beginning(value: JsonValue, length: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, Math.max(0, length)));
  if (typeof value !== 'object' || value === null) return String(value);
  const [first, last] = Array.isArray(value) ? '[]' : '{}';
  let text = first ?? '';
  for (const [key, member] of membersOf(value)) {
    if (text.length > length) return text;
    if (text.length > 1) text += ',';
    if (key !== null) text += `${JSON.stringify(key.slice(0, length))}:`;
    text += beginning(member, length - text.length);
  }
  return text + last;
}

/** One member after the other: the caller stops early. */
function* membersOf(value: JsonValue[] | JsonObject): Generator<readonly [string | null, JsonValue]> {
  if (Array.isArray(value)) {
    for (const member of value) yield [null, member];
    return;
  }
  for (const key in value) if (Object.hasOwn(value, key)) yield [key, value[key] ?? null];
}
