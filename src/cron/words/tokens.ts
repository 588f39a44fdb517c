/** A piece of what was said. */
export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string; readonly value: number }
  /** `1st`, `first`. */
  | { readonly kind: 'ordinal'; readonly text: string; readonly value: number }
  /** A time of day with its minutes, or with `am` or `pm`; `isExact` when no half of the day can be meant with it. */
  | {
      readonly kind: 'clock';
      readonly text: string;
      readonly hour: number;
      readonly minute: number;
      readonly isExact: boolean;
    }
  /** `:15`: minutes of an hour that is not said. */
  | { readonly kind: 'minute'; readonly text: string; readonly value: number };

const numbers: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
};

const ordinals: readonly string[] = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
];

const namedTimes: Readonly<Record<string, number>> = { noon: 12, midday: 12, midnight: 0 };

const pattern = new RegExp(
  [
    '(?<clock>\\d{1,2}(?:[:.]\\d{2}(?!\\d))?)(?:\\s*(?<half>[ap])\\.?\\s?m\\b\\.?|(?<short>[ap])\\b)',
    '(?<exact>\\d{1,2}[:.]\\d{2}(?!\\d))',
    ':(?<minute>\\d{2})(?!\\d)',
    '(?<ordinal>\\d+)(?:st|nd|rd|th)\\b',
    '(?<number>\\d+(?:[.,]\\d+)?)',
    "(?<word>\\p{L}[\\p{L}'’]*)",
    '(?<other>\\S)',
  ].join('|'),
  'gu',
);

/** What is said, cut into pieces: lower case, one kind of dash, numbers in words as numbers. */
export function tokensOf(text: string): readonly Token[] {
  const plain = text
    .toLowerCase()
    .replaceAll(/[‐-―−]/g, '-')
    .replaceAll('half-past', 'half past')
    .replaceAll(/\bweeknight(s?)\b/g, 'weekday night$1')
    .replaceAll(/\bevery-?day\b/g, 'every day')
    .replaceAll('bi-weekly', 'biweekly')
    .replaceAll(/\bhalf[- ]?yearly\b/g, 'every half year')
    .replaceAll(/o\s?['’]?\s?clock\b/g, ' ')
    .replaceAll('&', ' and ');
  return [...plain.matchAll(pattern)].map((match) => tokenOf(match[0], match.groups ?? {}));
}

function tokenOf(text: string, groups: Readonly<Record<string, string | undefined>>): Token {
  const { clock, half, short, exact, minute, ordinal, number, word } = groups;
  if (clock !== undefined) return halfDayToken(text, clock, (half ?? short) === 'p');
  if (exact !== undefined) return clockToken(text, exact);
  if (minute !== undefined) return { kind: 'minute', text, value: Number(minute) };
  if (ordinal !== undefined) return { kind: 'ordinal', text, value: Number(ordinal) };
  if (number !== undefined) return { kind: 'number', text, value: Number(number.replace(',', '.')) };
  return word === undefined ? { kind: 'word', text } : wordToken(word);
}

function wordToken(text: string): Token {
  const number = Object.hasOwn(numbers, text) ? numbers[text] : undefined;
  if (number !== undefined) return { kind: 'number', text, value: number };
  const ordinal = ordinals.indexOf(text);
  if (ordinal >= 0) return { kind: 'ordinal', text, value: ordinal + 1 };
  const hour = Object.hasOwn(namedTimes, text) ? namedTimes[text] : undefined;
  if (hour !== undefined) return { kind: 'clock', text, hour, minute: 0, isExact: true };
  return { kind: 'word', text };
}

/** An hour that 12-hour clocks do not have stays as it is, and is refused when the time is read. */
function halfDayToken(text: string, clock: string, isAfternoon: boolean): Token {
  const [hour = 0, minute = 0] = clock.split(/[:.]/).map(Number);
  const isHalfDay = hour >= 1 && hour <= 12;
  const exact = isHalfDay ? (hour % 12) + (isAfternoon ? 12 : 0) : 99;
  return { kind: 'clock', text, hour: exact, minute, isExact: true };
}

function clockToken(text: string, clock: string): Token {
  const [hour = 0, minute = 0] = clock.split(/[:.]/).map(Number);
  return { kind: 'clock', text, hour, minute, isExact: hour === 0 || hour > 12 || text.startsWith('0') };
}
