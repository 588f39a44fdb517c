import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../../src/executor/settings/executor-settings.ts';

const page = readFileSync(new URL('../../../../docs/limits.md', import.meta.url), 'utf8');

/** The default that the page gives for a setting; null when it has no row. */
function saidDefault(setting: string): string | null {
  const row = page.split('\n').find((line) => line.startsWith(`| \`${setting}\` |`));
  return row?.split('|')[2]?.trim() ?? null;
}

describe('the page of limits', () => {
  const { concurrency, ...limits } = defaultSettings.limits;
  const settings = [
    ...Object.entries(limits).map(([name, value]) => [`limits.${name}`, value] as const),
    ...Object.entries(defaultSettings.retention).map(
      ([name, value]) => [`retention.${name}`, value] as const,
    ),
  ];

  test.each(settings)('says the default of %s', (name, value) => {
    expect(saidDefault(name)).toBe(String(value));
  });

  test('says the default of the concurrency as a rule', () => {
    expect(concurrency).toBeGreaterThanOrEqual(4);
    expect(saidDefault('limits.concurrency')).toContain('4 at least');
  });
});
