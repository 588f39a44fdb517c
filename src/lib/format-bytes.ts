const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Bytes as people read them, in powers of 1024: `812 B`, `4.2 kB`, `64 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 10 || Number.isInteger(value) ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit]}`;
}
