import { secondsOf } from '../../src/lib/duration-text.ts';
import { type EditorField, kindOf } from '../../src/store/schedule-editor/field.ts';
import { referencesIn, whenSent } from '../../src/store/schedule-editor/read-texts.ts';
import { reckoning } from '../../src/store/schedule-editor/reckoning.ts';
import { wordsRead } from '../../src/store/schedule-editor/time-tools.ts';
import { scheduleOf } from '../../src/store/schedules-state.ts';
import type { Row } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { expressionRows } from './expression-rows.ts';
import { belowRows } from './form-rows.ts';
import type { EditorLook } from './look.ts';
import { type Offer, offersOf } from './offers.ts';
import { timeOfDay } from './zone-time.ts';

const shownOffers = 3;

/** What is said below a line: what is wrong with it, what it means, and what may be taken in its place. */
export function explainRows(
  parts: ConsoleParts,
  look: EditorLook,
  field: EditorField,
  width: number,
): readonly Row[] {
  const { editor, problems, isKept } = look;
  const isFocused = editor.pane === 'form' && editor.focus === field;
  if (!isKept(field)) return isFocused || field === 'missed' ? belowRows(localText(look, field), width) : [];
  const problem = problems[field];
  // What is not typed yet is not wrong yet; saving tells.
  const isBlank = editor.texts[field] === '' && editor.refusals[field] === undefined;
  return [
    ...(problem === undefined || isBlank || field === 'when' ? [] : belowRows(`x ${problem}`, width, 'bad')),
    ...ownRows(parts, look, field, width, isFocused),
    ...(isFocused ? offerRows(offersOf(parts, look), width) : []),
  ];
}

function ownRows(
  parts: ConsoleParts,
  look: EditorLook,
  field: EditorField,
  width: number,
  isFocused: boolean,
): readonly Row[] {
  if (field === 'words') return wordsRows(parts, look, width);
  if (field === 'when') return whenRows(look, width, isFocused);
  const text = isFocused ? meaningOf(parts, look, field) : null;
  return text === null ? [] : belowRows(text, width);
}

function wordsRows(parts: ConsoleParts, { editor, isKept }: EditorLook, width: number): readonly Row[] {
  const { texts } = editor;
  const read = wordsRead(texts.words, texts.timezone, parts.model.clock.now());
  if (read === null) return [];
  if (read.kind === 'refused') return belowRows(`x ${read.reason}`, width, 'warn');
  if (read.kind !== 'cron' && !isKept('kind')) {
    return belowRows(`x this server fires by cron only, that would be: ${read.echo}`, width, 'warn');
  }
  const kind = read.kind === 'cron' ? '' : `${read.kind === 'one-off' ? 'once at' : 'every'} `;
  const isTaken = texts.words === editor.takenWords;
  return belowRows(`understood as ->  ${kind}${read.when}${isTaken ? '' : '   (Enter)'}`, width, 'ok');
}

function whenRows(look: EditorLook, width: number, isFocused: boolean): readonly Row[] {
  const { texts } = look.editor;
  const kind = kindOf(texts);
  const reads = reckoning();
  if (reads === null || texts.when.trim() === '') return [];
  if (kind === 'scheduled') return expressionRows(reads, look, width, isFocused);
  const problem = look.problems.when;
  if (problem !== undefined) return belowRows(`x ${problem}`, width, 'bad');
  const words = reads.inWords(kind, whenSent(texts));
  return words === null ? [] : belowRows(words, width);
}

/** What the value of the focused line leads to. */
function meaningOf(parts: ConsoleParts, { editor, read }: EditorLook, field: EditorField): string | null {
  const { texts } = editor;
  switch (field) {
    case 'target':
      return targetText(parts, texts.target);
    case 'timezone':
      return read.problems.timezone === undefined
        ? `there it is ${timeOfDay(parts.model.clock.now() - (parts.model.clock.now() % 60_000), texts.timezone)} now`
        : null;
    case 'overlap':
      return overlapTexts[texts.overlap] ?? null;
    case 'missed':
      return missedTexts[texts.missed] ?? null;
    case 'kind':
      return kindTexts[kindOf(texts)];
    case 'jitter':
      return jitterText(texts.jitter);
    case 'until':
      return 'a condition on output, status and runs, such as output.left == 0 (CEL); it ends when that holds';
    case 'dependsOn':
      return dependsText(parts, editor.texts.dependsOn);
    case 'start':
    case 'end':
    case 'pausedUntil':
      return momentText(read.members[momentMembers[field]]);
    case 'config':
      return read.problems.config === undefined && hasTarget(parts, texts.target)
        ? '+ fits the schema of the target'
        : null;
    case 'staleness':
      return 'without a success for so long it is told as unhealthy; empty: never';
    default:
      return null;
  }
}

const momentMembers = { start: 'startAt', end: 'endAt', pausedUntil: 'pausedUntil' } as const;

function momentText(at: string | null | undefined): string | null {
  return typeof at === 'string' ? `-> ${at}` : null;
}

/** Names stand for ids. */
function dependsText(parts: ConsoleParts, text: string): string {
  const names = referencesIn(text).map((ref) => scheduleOf(stateOf(parts), ref)?.name ?? ref);
  return names.length === 0
    ? 'schedules that must have completed before it fires, with commas between them'
    : `it does not fire before these have completed: ${names.join(', ')}`;
}

/** Servers may refuse a target whose file does not say that it is for schedules. */
function targetText(parts: ConsoleParts, name: string): string | null {
  const target = stateOf(parts).targets.targets.find((known) => known.target === name.trim());
  return target?.schedulable === false ? '! its file does not say schedulable: true' : null;
}

function hasTarget(parts: ConsoleParts, name: string): boolean {
  return stateOf(parts).targets.targets.some(({ target }) => target === name.trim());
}

function jitterText(text: string): string {
  const seconds = secondsOf(text);
  return seconds === null || seconds === 0
    ? 'each fire is put off by up to so long, always by the same; empty: none'
    : `each fire is put off by 0 to ${text.trim()}, by the same each time`;
}

const overlapTexts: Readonly<Record<string, string>> = {
  Allow: 'a run starts beside the one that goes on; they may get in each other’s way',
  Forbid: 'the fire is skipped, and the list says so: best for runs that may be long',
  Replace: 'the run that goes on is cancelled, and the new one starts',
};

const missedTexts: Readonly<Record<string, string>> = {
  skip: 'what nobody could fire in time stays out, and is listed as missed',
  latest: 'only the latest of them is run, late',
  all: 'each of them is run late, oldest first',
};

const kindTexts = {
  scheduled: 'by five fields of minute, hour, day, month and weekday',
  'one-off': 'a single run at an instant',
  recurring: 'again and again, so long from one fire to the next',
  ongoing: 'again as soon as a run has ended and a pause has passed, until a condition holds',
} as const;

function localText({ unsupported }: EditorLook, field: EditorField): string {
  return field === 'missed'
    ? '(local executor: skip / latest / all)'
    : (sanitize(unsupported[field] ?? '').split('. ')[0] ?? '');
}

function offerRows(offers: readonly Offer[], width: number): readonly Row[] {
  const rest = offers.length - shownOffers;
  return offers.slice(0, shownOffers).flatMap(({ text }, index) => {
    const more = index === shownOffers - 1 && rest > 0 ? `   (^T lists ${rest} more)` : '';
    return belowRows(
      `${index === 0 ? '^T ' : '   '}${text}${more}`,
      width,
      index === 0 ? 'accent' : 'dim',
    ).slice(0, 1);
  });
}
