import type { Check, Verdict } from './storm/verify.ts';

/** Findings of one check that are printed; there may be thousands. */
const shown = 5;

/** The table that is printed for one scenario. */
export function reportOf(name: string, { checks, figures }: Verdict): string {
  const isGood = checks.every(({ against }) => against.length === 0);
  const width = Math.max(...Object.keys(figures).map((figure) => figure.length));
  return [
    `\n${isGood ? 'good' : 'FAILED'}: ${name}`,
    ...Object.entries(figures).map(([figure, value]) => `  ${figure.padEnd(width)}  ${value}`),
    ...checks.map(checkText),
  ].join('\n');
}

function checkText({ claim, against }: Check): string {
  if (against.length === 0) return `  ok      ${claim}`;
  const more = against.length > shown ? `, and ${against.length - shown} more` : '';
  return `  FAILED  ${claim}: ${against.slice(0, shown).join('; ')}${more}`;
}
