import { type Pattern, patternOf } from '../lib/pattern.ts';
import { messageOf } from '../model/errors.ts';
import { runKinds, triggerKinds } from '../model/run.ts';
import { runStatuses } from '../model/run-status.ts';
import { groupings } from './run-groups.ts';
import { sortColumns } from './run-sort.ts';

/** Names that may stand before a colon, with the values that are allowed; none: any text. */
export const filterFields = {
  status: runStatuses,
  target: [],
  kind: runKinds,
  trigger: triggerKinds,
  batch: [],
  schedule: [],
  env: [],
  error: [],
  fingerprint: [],
  since: [],
  name: [],
  is: ['problem'],
  sort: sortColumns,
  group: groupings,
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type FilterField = keyof typeof filterFields;

export const filterFieldNames = Object.keys(filterFields) as readonly FilterField[];

/** Whether a text fits. */
export type TextTest = Pick<Pattern, 'test'>;

/** One condition of a filter. */
export interface FilterTerm {
  /** Null: words that are looked for everywhere. */
  readonly field: FilterField | null;
  /** One of them has to fit; empty when there is a pattern. */
  readonly values: readonly string[];
  readonly pattern: TextTest | null;
  /** It must not fit. */
  readonly negated: boolean;
}

// A sign, a field, and a value that is quoted, a pattern between slashes, or anything up to the next space.
const token = /(-?)(?:([a-z]+):)?(?:"((?:[^"\\]|\\.)*)"?|(\/(?:[^/\\\s]|\\.)+\/)(?!\S)|(\S*))\s*/gy;

/**
 * The conditions of a text, or one sentence that says what is wrong with it. A word before a colon that is no
 * field belongs to the words, as in `task:sync`.
 */
export function readTerms(text: string): readonly FilterTerm[] | string {
  const terms: FilterTerm[] = [];
  for (const found of text.trim().matchAll(token)) {
    if (found[0] === '') continue;
    const term = termOf(found);
    if (typeof term === 'string') return term;
    terms.push(term);
  }
  return terms;
}

function termOf([, sign = '', name = '', quoted, slashed, plain = '']: RegExpExecArray): FilterTerm | string {
  const field = filterFieldNames.find((known) => known === name) ?? null;
  const negated = sign === '-';
  const before = field === null && name !== '' ? `${name}:` : '';
  if (slashed !== undefined && before === '') {
    const pattern = readPattern(slashed);
    return typeof pattern === 'string' ? pattern : { field, values: [], pattern, negated };
  }
  if (quoted !== undefined && before === '') {
    return { field, values: [quoted.replace(/\\(.)/g, '$1')], pattern: null, negated };
  }
  const value = before + (slashed ?? quoted ?? plain);
  if (/^~./.test(value)) return { field, values: [], pattern: lettersOf(value.slice(1)), negated };
  if (field === null) {
    // A lone minus is a word.
    return value === ''
      ? { field, values: ['-'], pattern: null, negated: false }
      : { field, values: [value], pattern: null, negated };
  }
  const values = value.split(',').filter((one) => one !== '');
  if (values.length === 0) return `${field}: needs a value${choicesOf(field)}`;
  return checked({ field, values, pattern: null, negated }, field);
}

/** Where only some values are allowed, each has to be one of them. */
function checked(term: FilterTerm, field: FilterField): FilterTerm | string {
  const allowed: readonly string[] = filterFields[field];
  if (allowed.length === 0 || field === 'sort') return term;
  const unknown = term.values.find((value) => !allowed.includes(value));
  return unknown === undefined ? term : `no ${field} “${unknown}”${choicesOf(field)}`;
}

export function choicesOf(field: FilterField): string {
  const values: readonly string[] = filterFields[field];
  return values.length === 0 ? '' : `: ${values.join(', ')}`;
}

/** The letters in this order, whatever stands between them. */
function lettersOf(typed: string): TextTest {
  const letters = Array.from(typed.toLowerCase());
  return {
    test(text) {
      const lower = text.toLowerCase();
      let from = 0;
      return letters.every((letter) => {
        const at = lower.indexOf(letter, from);
        from = at + letter.length;
        return at >= 0;
      });
    },
  };
}

/** A pattern between slashes, or one sentence that says why it cannot be used. */
function readPattern(slashed: string): Pattern | string {
  try {
    return patternOf(slashed.slice(1, -1), { ignoreCase: true });
  } catch (thrown) {
    return `${slashed}: ${messageOf(thrown)}`;
  }
}

/** A term as it is typed: quoted where it has to be. */
export function termText(field: FilterField, value: string): string {
  const isPlain = /^[^\s",/~-][^\s",]*$/.test(value);
  return `${field}:${isPlain ? value : `"${value.replace(/["\\]/g, '\\$&')}"`}`;
}
