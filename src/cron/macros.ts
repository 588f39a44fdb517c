const macros: ReadonlyMap<string, string> = new Map([
  ['@hourly', '0 * * * *'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@weekly', '0 0 * * 0'],
  ['@monthly', '0 0 1 * *'],
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
]);

/** The five fields that a macro of vixie cron stands for, in any case of letters; null for what is none. */
export function cronOfMacro(text: string): string | null {
  return macros.get(text.toLowerCase()) ?? null;
}
