import type { Finding } from '../../src/model/why/finding.ts';
import type { Row, StyleName } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { wrapWords } from '../wrap-text.ts';

const indent = '      ';

/**
 * The answers to why a run is where it is, each with what it rests on and what to press next.
 * @param status of the run, for when no rule knows anything
 */
export function findingRows(findings: readonly Finding[], status: string, width: number): readonly Row[] {
  if (findings.length === 0) {
    return [
      {
        spans: [
          { text: ' nothing stands out', style: 'strong' },
          { text: `  the run is ${sanitize(status)}`, style: 'dim' },
        ],
      },
      { spans: [{ text: ' No rule finds anything that holds it up or is unusual.', style: 'dim' }] },
    ];
  }
  return findings.flatMap((finding, index) => [
    ...(index === 0 ? [] : [{ spans: [] }]),
    ...headRows(finding, index + 1, width),
    ...detailRows('from', finding.evidence, width),
    ...(finding.next === null ? [] : [nextRow(finding.next)]),
  ]);
}

/** The weightiest answer as one line: `WHY  slow: 4.3x its p95`. Null without one. */
export function whyLine(findings: readonly Finding[]): Row | null {
  const first = findings[0];
  if (first === undefined) return null;
  const more = findings.length > 1 ? `  (+${findings.length - 1})` : '';
  return {
    spans: [
      { text: ' WHY  ', style: 'accent' },
      { text: `${sanitize(first.text)}${guessMark(first)}`, style: styleOf(first) },
      { text: `  ${sanitize(first.evidence)}`, style: 'dim' },
      { text: more, style: 'dim' },
    ],
  };
}

function headRows(finding: Finding, number: number, width: number): readonly Row[] {
  const lines = wrapWords(`${sanitize(finding.text)}${guessMark(finding)}`, Math.max(8, width - 6));
  return lines.map((text, index) => ({
    spans: [
      { text: index === 0 ? ` ${String(number).padStart(2)}.  ` : indent, style: 'dim' },
      { text, style: styleOf(finding) },
    ],
  }));
}

function detailRows(label: string, text: string, width: number): readonly Row[] {
  return wrapWords(`${label}: ${sanitize(text)}`, Math.max(8, width - 7)).map((line) => ({
    spans: [{ text: `${indent}${line}`, style: 'dim' }],
  }));
}

function nextRow({ key, label }: NonNullable<Finding['next']>): Row {
  return {
    spans: [{ text: `${indent}${sanitize(key)}`, style: 'accent' }, { text: `  ${sanitize(label)}` }],
  };
}

function guessMark({ guess }: Finding): string {
  return guess ? '  (a guess)' : '';
}

const bad: ReadonlySet<Finding['rule']> = new Set([
  'failed',
  'dependency-failed',
  'executor-gone',
  'link-lost',
]);
const calm: ReadonlySet<Finding['rule']> = new Set([
  'cancelled',
  'dependency',
  'wait',
  'approval',
  'back-off',
]);

function styleOf({ rule }: Finding): StyleName {
  if (bad.has(rule)) return 'bad';
  return calm.has(rule) ? 'strong' : 'warn';
}
