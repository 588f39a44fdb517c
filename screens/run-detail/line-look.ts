import type { JsonValue } from '../../src/lib/json.ts';
import type { EventLevel } from '../../src/model/event.ts';
import type { LogLine } from '../../src/model/log.ts';
import { structuredLine } from '../../src/model/structured-line.ts';
import type { StyleName } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';

/** The longest part of one line that is drawn, in UTF-16 units; the line is kept whole. */
const longestDrawn = 4_096;

/** How one line of a log is drawn. */
export interface LineLook {
  readonly text: string;
  readonly style: StyleName;
}

const styleOfLevel: Readonly<Record<EventLevel, StyleName>> = {
  error: 'bad',
  warn: 'warn',
  info: 'plain',
  debug: 'dim',
};

/** The line as it is; one that a logger printed as JSON with its level, its message and the rest. */
export function lineLook({ text, stream }: LogLine): LineLook {
  const said = stream === 'system' || text.length > longestDrawn ? null : structuredLine(text);
  if (said === null) {
    const cut = text.length > longestDrawn ? ' …' : '';
    const style = stream === 'stderr' ? 'warn' : stream === 'system' ? 'dim' : 'plain';
    return { text: sanitize(text.slice(0, longestDrawn)) + cut, style };
  }
  const fields = Object.entries(said.fields).map(([name, value]) => `  ${name}=${plain(value)}`);
  const whole = `${said.level.toUpperCase().padEnd(5)} ${said.message}${fields.join('')}`;
  return { text: sanitize(whole), style: styleOfLevel[said.level] };
}

function plain(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
