import { isJsonObject, type JsonObject, type JsonValue } from '../../../lib/json.ts';
import { messageOf } from '../../../model/errors.ts';
import { type Conversion, type Converted, DocumentError } from '../conversion.ts';
import { documentLimits } from '../limits.ts';
import { cutWarnings, shownTable } from './markdown-table.ts';
import { readText } from './read-text.ts';

/** A list of objects becomes a table, anything else a block of JSON (contract, section 16.5). */
export async function convertJson({ file }: Conversion): Promise<Converted> {
  const text = await readText(file);
  if (text.trim() === '') {
    return { body: '', stats: { top_level_type: 'none' }, summary: ['Converted JSON'], warnings: [] };
  }
  const value = parsed(text);
  if (isRecords(value)) return recordsTable(value);
  return {
    body: `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``,
    stats: { top_level_type: typeName(value) },
    summary: ['Converted JSON'],
    warnings: [],
  };
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new DocumentError(`it is no valid JSON: ${messageOf(thrown)}`);
  }
}

function isRecords(value: JsonValue): value is JsonObject[] {
  return Array.isArray(value) && value.length > 0 && value.every(isJsonObject);
}

function recordsTable(records: readonly JsonObject[]): Converted {
  const fields = Object.keys(records[0] ?? {});
  const shown = records.slice(0, documentLimits.shownRows);
  const rows = shown.map((record) =>
    fields.map((field) => cellOf(Object.hasOwn(record, field) ? record[field] : undefined)),
  );
  const total = records.length;
  const across = `${fields.length} fields`;
  return {
    body: shownTable(fields, rows, { total, what: 'records', across }),
    stats: { records: total, fields: fields.length },
    summary: [`${total} records across ${across}`],
    warnings: cutWarnings(total, 'records'),
  };
}

function cellOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function typeName(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
