/**
 * One record as RFC 4180 writes it, without its line end. Text that a spreadsheet would take for a formula gets an
 * apostrophe before it: it comes from outside, and opening a file must start nothing.
 */
export function csvLine(values: readonly (string | number | null)[]): string {
  return values.map(fieldOf).join(',');
}

function fieldOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
