import type { TimesPreview } from '../../src/model/schedule-preview.ts';
import {
  type DefinitionField,
  type FieldTexts,
  isOfUse,
  labelOf,
} from '../../src/store/schedule-editor/field.ts';
import { ruleAsked } from '../../src/store/schedule-editor/follow-editor.ts';
import { type RuleAsked, reckoning } from '../../src/store/schedule-editor/reckoning.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { cut } from '../../src/terminal/width.ts';
import { formatCount } from '../format-time.ts';
import type { EditorLook } from './look.ts';

const mostCells = 48;

/** What is changed, old and new, a text per line: `cron  0 * * * * -> 30 2 * * *   (24 fires a day -> 1)`. */
export function changeTexts(look: EditorLook): readonly string[] {
  const { editor, isKept } = look;
  const { base } = editor;
  const [texts, baseTexts] = [look.readable(look.texts), look.readable(editor.baseTexts)];
  if (base === null) return newTexts(look);
  const perDay = perDayText(editor.before, timesNow(look));
  const told = look.changed.filter(isKept).map((field) => changeText(field, texts, baseTexts));
  const place = look.changed.filter(isKept).indexOf('when');
  if (perDay === null || place < 0) return perDay === null || told.length === 0 ? told : [...told, perDay];
  return told.with(place, `${told[place]}   ${perDay}`);
}

/** Of a line: `timezone  UTC -> Europe/Stockholm`. */
export function changeText(field: DefinitionField, texts: FieldTexts, base: FieldTexts): string {
  const from = isOfUse(field, base) ? base[field] : '';
  const to = isOfUse(field, texts) ? texts[field] : '';
  return `${labelOf(field, texts)}  ${shown(from)} -> ${shown(to)}`;
}

function newTexts({ editor, texts: typed, changed, isKept, readable }: EditorLook): readonly string[] {
  const texts = readable(typed);
  const { name, target, when } = texts;
  if (changed.length === 0) return [];
  const rate = rateOf(editor.preview.times);
  const first = `new  ${shown(name)}  ${shown(target)}  ${labelOf('when', texts)} ${shown(when)}`;
  const others = changed.filter(
    (field) => !['name', 'target', 'when', 'kind'].includes(field) && isKept(field),
  );
  return [
    `${first}${rate === null ? '' : `   (${rate.count} ${rate.unit})`}`,
    ...others.map((field) => `${labelOf(field, texts)}  ${shown(texts[field])}`),
  ];
}

/**
 * The alarm for a rule that fires ten times as often as before, or ten times less often; null without one.
 * @param now epoch ms: what is not answered yet is reckoned here; absent: then there is no alarm yet
 */
export function alarmText(look: EditorLook, now?: number): string | null {
  const reads = reckoning();
  const { before, base } = look.editor;
  if (reads === null || base === null) return null;
  const here = (rule: RuleAsked) => (now === undefined ? null : reads.previewTimes(rule, now, 1));
  const alarm = reads.frequencyChange(
    (before ?? here(base))?.firesInYear ?? null,
    (timesNow(look) ?? here(ruleAsked(look.editor, now ?? 0)))?.firesInYear ?? null,
  );
  return alarm === null ? null : `it fires ${alarm}`;
}

/** The answer for what is typed now; null while another one is awaited. */
export function timesNow({ editor: { preview } }: EditorLook): TimesPreview | null {
  return preview.answered === preview.asked ? preview.times : null;
}

function perDayText(before: TimesPreview | null, now: TimesPreview | null): string | null {
  const [was, is] = [rateOf(before), rateOf(now)];
  if (was === null || is === null || (was.count === is.count && was.unit === is.unit)) return null;
  const unit = was.unit === is.unit ? '' : ` ${is.unit}`;
  return `(${was.count} ${was.count === '1' ? 'fire' : 'fires'} ${was.unit} -> ${is.count}${unit})`;
}

/** How often it fires, by the day or, where that is less than once, by the year; null where nobody knows. */
function rateOf(times: TimesPreview | null): { readonly count: string; readonly unit: string } | null {
  if (times === null || times.firesInYear === null || times.problems.length > 0) return null;
  const perDay = times.firesInYear / 365;
  if (perDay < 1) return { count: formatCount(times.firesInYear), unit: 'a year' };
  const count = perDay >= 10 ? formatCount(Math.round(perDay)) : String(Math.round(perDay * 10) / 10);
  return { count, unit: 'a day' };
}

/** JSON of many lines in one; anything else as it is. */
export function onOneLine(text: string): string {
  if (!text.includes('\n')) return text;
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

function shown(text: string): string {
  return text === '' ? '-' : cut(sanitize(onOneLine(text)), mostCells);
}
