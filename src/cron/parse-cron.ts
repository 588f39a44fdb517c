import { type Cron, type CronField, type CronFieldName, type CronProblem, cronFieldNames } from './cron.ts';
import { cronOfMacro } from './macros.ts';

interface FieldRule {
  readonly min: number;
  readonly max: number;
  /** The first stands for `min`. */
  readonly names: readonly string[];
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

const rules: Readonly<Record<CronFieldName, FieldRule>> = {
  minute: { min: 0, max: 59, names: [] },
  hour: { min: 0, max: 23, names: [] },
  'day of month': { min: 1, max: 31, names: [] },
  month: { min: 1, max: 12, names: months },
  weekday: { min: 0, max: 7, names: weekdays },
};

/** Contract section 15.1. */
const longestText = 256;

interface Piece {
  readonly text: string;
  readonly from: number;
}

/** Thrown inside this file only. */
class Fault extends Error {
  readonly problem: CronProblem;
  constructor(problem: CronProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/**
 * Reads a five-field expression in the dialect of the contract (section 15.2): `*`, values, ranges, lists, steps,
 * names of months and weekdays; no seconds, no `?`, `L`, `W`, `#`, no macros, no ranges that wrap.
 * @returns the expression, or the first thing that is wrong with the text
 */
export function parseCron(text: string): Cron | CronProblem {
  try {
    const pieces = [...text.slice(0, longestText + 1).matchAll(/\S+/g)].map((match) => ({
      text: match[0],
      from: match.index,
    }));
    refuseOtherDialects(text, pieces);
    const [minute, hour, day, month, weekday] = cronFieldNames.map((name, index) => {
      const piece = pieces[index];
      if (piece === undefined) throw new Fault(wholeProblem(text, countMessage(pieces.length)));
      return readField(name, piece);
    });
    if (!minute || !hour || !day || !month || !weekday) throw new Error('There are five fields');
    const fields = { minute, hour, 'day of month': day, month, weekday };
    refuseImpossibleDate(fields);
    return { text, fields, followsClock: minute.text.startsWith('*') || hour.text.startsWith('*') };
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown.problem;
    throw thrown;
  }
}

export function isCron(parsed: Cron | CronProblem): parsed is Cron {
  return 'fields' in parsed;
}

function refuseOtherDialects(text: string, pieces: readonly Piece[]): void {
  if (text.length > longestText) {
    throw new Fault(wholeProblem(text, `It has ${text.length} characters, at most ${longestText} are read`));
  }
  const [first] = pieces;
  if (first?.text.startsWith('@')) throw new Fault(wholeProblem(text, macroMessage(first.text)));
  if (/^(?:CRON_)?TZ=/i.test(first?.text ?? '')) {
    throw new Fault(
      wholeProblem(
        text,
        'The timezone is a setting of its own: leave it out here, and write the five fields',
      ),
    );
  }
  if (pieces.length !== 5) throw new Fault(wholeProblem(text, countMessage(pieces.length)));
}

function macroMessage(macro: string): string {
  const cron = cronOfMacro(macro);
  return cron === null
    ? `${macro} is a macro; write the five fields, such as 0 0 * * * for every midnight`
    : `${macro} is a macro; write the five fields that it stands for: ${cron}`;
}

function countMessage(count: number): string {
  const found =
    count === 0 ? 'and there are none' : count === 1 ? 'and there is 1' : `and there are ${count}`;
  const why = count > 5 ? '; seconds and years are not supported' : '';
  return `Five fields are needed (minute hour day month weekday), ${found}${why}`;
}

function wholeProblem(text: string, message: string): CronProblem {
  return { field: null, from: 0, to: text.length, message };
}

function readField(name: CronFieldName, { text, from }: Piece): CronField {
  const values = new Set<number>();
  let at = from;
  for (const part of text.split(',')) {
    if (part === '') throw fault(name, { text, from }, 'a list has an empty place');
    for (const value of readPart(name, { text: part, from: at })) {
      values.add(name === 'weekday' ? value % 7 : value);
    }
    at += part.length + 1;
  }
  return {
    name,
    text,
    from,
    to: from + text.length,
    values: [...values].toSorted((left, right) => left - right),
    isRestricted: text !== '*',
  };
}

/** One member of a list: `*`, a value or a range, each with or without a step. */
function readPart(name: CronFieldName, piece: Piece): readonly number[] {
  const [body = '', step, more] = piece.text.split('/');
  if (body === '' || step === '' || more !== undefined) throw notUnderstood(name, piece);
  const stepBy = step === undefined ? 1 : readStep(name, { text: step, from: piece.from + body.length + 1 });
  const [low, high] = readRange(name, { text: body, from: piece.from }, step !== undefined);
  if (low > high) {
    throw fault(name, { text: body, from: piece.from }, `the range ${body} runs backwards`);
  }
  return Array.from({ length: Math.floor((high - low) / stepBy) + 1 }, (_, index) => low + index * stepBy);
}

/** The ends of what a part means; a single value with a step goes on to the end of the field. */
function readRange(name: CronFieldName, piece: Piece, hasStep: boolean): readonly [number, number] {
  const { min, max } = rules[name];
  if (piece.text === '*') return [min, max];
  const [lowText = '', highText, more] = piece.text.split('-');
  if (lowText === '' || highText === '' || more !== undefined) throw notUnderstood(name, piece);
  const low = readValue(name, { text: lowText, from: piece.from });
  if (highText === undefined) return [low, hasStep ? max : low];
  return [low, readValue(name, { text: highText, from: piece.from + lowText.length + 1 })];
}

function readValue(name: CronFieldName, piece: Piece): number {
  const { min, max, names } = rules[name];
  // Only plain letters: others become plain ones when they are made capitals.
  const named = /^[A-Za-z]{3}$/.test(piece.text) ? names.indexOf(piece.text.toUpperCase()) : -1;
  if (named >= 0) return named + min;
  if (!/^\d{1,2}$/.test(piece.text)) throw notUnderstood(name, piece);
  const value = Number(piece.text);
  if (value < min || value > max) throw fault(name, piece, `${value} is outside ${min}-${max}`);
  return value;
}

function readStep(name: CronFieldName, piece: Piece): number {
  const { min, max } = rules[name];
  const width = name === 'weekday' ? 7 : max - min + 1;
  const step = /^\d{1,2}$/.test(piece.text) ? Number(piece.text) : 0;
  if (step >= 1 && step <= width) return step;
  throw fault(name, piece, `a step is a number from 1 to ${width}`);
}

function notUnderstood(name: CronFieldName, piece: Piece): Fault {
  return fault(name, piece, `${JSON.stringify(piece.text)} is not understood`);
}

/** @param piece is not empty: somebody is to see it underlined */
function fault(name: CronFieldName, { text, from }: Piece, what: string): Fault {
  const { min, max, names } = rules[name];
  const named = names.length === 0 ? '' : ` or ${names[0]}-${names.at(-1)}`;
  return new Fault({
    field: name,
    from,
    to: from + text.length,
    message: `${name}: ${what}; allowed are ${min}-${max}${named}, *, lists (1,2), ranges (1-5) and steps (*/2)`,
  });
}

const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];
const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Such as 31 February; with a weekday the expression fires all the same. */
function refuseImpossibleDate(fields: Cron['fields']): void {
  const { 'day of month': day, month, weekday } = fields;
  if (weekday.isRestricted || !day.isRestricted) return;
  const longest = Math.max(...month.values.map((value) => longestMonths[value - 1] ?? 31));
  if (day.values.some((value) => value <= longest)) return;
  throw new Fault({
    field: 'day of month',
    from: day.from,
    to: day.to,
    message: `day of month: it never fires, ${monthText(month)} ${month.values.length === 1 ? 'has' : 'have'} no day ${day.text}`,
  });
}

/** `February`, `April and June`; a range and the like as it was typed. */
function monthText({ values, text }: CronField): string {
  if (values.length > 2) return text;
  return values.map((value) => monthNames[value - 1] ?? text).join(' and ');
}
