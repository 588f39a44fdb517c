import { type ScheduleEditor, withText } from './editor-state.ts';
import { type FieldTexts, kindOf } from './field.ts';
import type { ReadTools } from './read-texts.ts';
import { reckoning, type WordsAnswer } from './reckoning.ts';

/** What reading times from texts needs. Until the reckoning is loaded only instants are read, and no rule is wrong. */
export function timeTools(now: number): Pick<ReadTools, 'moment' | 'whenProblem' | 'isZone'> {
  return {
    moment: (text, zone) => momentOf(text, zone, now),
    whenProblem: (texts) => reckoning()?.ruleProblem(kindOf(texts), texts.when)?.message ?? null,
    isZone: (zone) => isZoneName(zone),
  };
}

/** The instant (ISO 8601 UTC) that a text means; null when it means none. */
function momentOf(text: string, zone: string, now: number): string | null {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/i.test(text)) {
    const at = Date.parse(text);
    return Number.isNaN(at) ? null : new Date(at).toISOString();
  }
  const read = wordsRead(text, zone, now);
  return read?.kind === 'one-off' ? read.when : null;
}

function isZoneName(zone: string): boolean {
  const known = reckoning();
  if (known !== null) return known.zoneProblem(zone) === null;
  return zone !== '';
}

const answers = new Map<string, WordsAnswer>();
/** Words that are remembered: those that a form shows are read with every paint. */
const mostAnswers = 50;

/**
 * What words mean as a time rule; null for no words, and until the reckoning is loaded.
 * @param now epoch ms; words that speak of tomorrow are read anew with every minute
 */
export function wordsRead(words: string, zone: string, now: number): WordsAnswer | null {
  const reads = reckoning();
  const text = words.trim();
  if (reads === null || text === '') return null;
  const minute = now - (now % 60_000);
  const key = `${minute} ${zone} ${text}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  if (answers.size >= mostAnswers) answers.clear();
  const answer = reads.readWords(text, { now, zone: isZoneName(zone) ? zone : 'UTC' });
  answers.set(key, answer);
  return answer;
}

/** The editor with the time rule that its words stand for in place of what stood there; the same where they stand for none. */
export function withWordsTaken(editor: ScheduleEditor, now: number): ScheduleEditor {
  const { texts, takenWords } = editor;
  if (texts.words === takenWords) return editor;
  const read = wordsRead(texts.words, texts.timezone, now);
  return read === null || read.kind === 'refused'
    ? editor
    : withRule({ ...editor, takenWords: texts.words }, read);
}

/** The editor with another time rule. */
export function withRule(
  editor: ScheduleEditor,
  rule: { readonly kind: keyof typeof kindWordOf; readonly when: string },
): ScheduleEditor {
  return withText(withText(editor, 'kind', kindWordOf[rule.kind]), 'when', rule.when);
}

const kindWordOf = { cron: 'cron', 'one-off': 'once', recurring: 'every' } as const;

/** The rule that is shown: that of the words while they are typed, as they are taken when their line is left. */
export function textsInForce(editor: ScheduleEditor, now: number): FieldTexts {
  const { focus, pane } = editor;
  return pane === 'form' && focus === 'words' ? withWordsTaken(editor, now).texts : editor.texts;
}
