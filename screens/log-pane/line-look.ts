import type { JsonValue } from '../../src/lib/json.ts';
import type { EventLevel } from '../../src/model/event.ts';
import { lineLevel } from '../../src/model/line-level.ts';
import type { LogLine } from '../../src/model/log.ts';
import { structuredLine } from '../../src/model/structured-line.ts';
import type { StyleName } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';

/** The longest part of one line that is drawn, in UTF-16 units; the line is kept whole. */
const longestDrawn = 4_096;
const cutOff = ' … Enter shows all';

/** How one line of a log is drawn. */
export interface LineLook {
  readonly text: string;
  readonly style: StyleName;
}

export const styleOfLevel: Readonly<Record<EventLevel, StyleName>> = {
  error: 'bad',
  warn: 'warn',
  info: 'plain',
  debug: 'dim',
};

/** How lines that are JSON are drawn. */
export interface JsonLook {
  /** As they were printed. */
  readonly raw: boolean;
  /** Only these fields, in this order; null: all. */
  readonly fields: readonly string[] | null;
}

const allFields: JsonLook = { raw: false, fields: null };

/** The line as it is; one that a logger printed as JSON with its level, its message and its fields. */
export function lineLook(line: LogLine, look: JsonLook = allFields): LineLook {
  const { text, stream } = line;
  if (stream === 'system') return { text: sanitize(text.slice(0, longestDrawn)), style: 'dim' };
  const style = styleOfLevel[lineLevel(line)];
  if (text.length > longestDrawn) return { text: sanitize(text.slice(0, longestDrawn)) + cutOff, style };
  const said = look.raw ? null : structuredLine(text);
  if (said === null) return { text: sanitize(text), style };
  const names = look.fields ?? Object.keys(said.fields);
  const fields = names.flatMap((name) => {
    const value = said.fields[name];
    return value === undefined ? [] : [`  ${name}=${plain(value)}`];
  });
  return { text: sanitize(`${said.level.toUpperCase().padEnd(5)} ${said.message}${fields.join('')}`), style };
}

function plain(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
