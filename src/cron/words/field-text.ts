/** Values as a list for a field of a cron: three or more in a row as a range. Ascending, each once. */
export function fieldText(values: readonly number[], all: number): string {
  if (values.length >= all) return '*';
  const rows: number[][] = [];
  for (const value of values) {
    const row = rows.at(-1);
    if (row !== undefined && row.at(-1) === value - 1) row.push(value);
    else rows.push([value]);
  }
  return rows.map((row) => (row.length < 3 ? row.join() : `${row[0]}-${row.at(-1)}`)).join();
}

/** Hours from one to another, every so many, past midnight when the last is before the first. */
export function hoursText(from: number, to: number, step: number): string {
  const last = to < from ? to + 24 : to;
  const hours = Array.from(
    { length: Math.floor((last - from) / step) + 1 },
    (_, index) => from + index * step,
  );
  const end = hours.at(-1) ?? from;
  if (step > 1 && hours.length > 2 && end < 24) return `${from}-${end}/${step}`;
  return fieldText(
    [...new Set(hours.map((hour) => hour % 24))].toSorted((left, right) => left - right),
    24,
  );
}
