import { nearestNames } from '../../lib/nearest-names.ts';
import { monthNames, weekdayNames } from './names.ts';

/** Words that people mistype; short ones are left out, since everything is near them. */
const known: readonly string[] = [
  ...Object.keys(weekdayNames).filter((name) => /days?$/.test(name)),
  ...Object.keys(monthNames),
  ...['every', 'weekday', 'weekdays', 'weekend', 'weekends', 'workday', 'workdays'],
  ...['minute', 'minutes', 'hour', 'hours', 'month', 'months', 'quarter', 'tomorrow', 'today', 'tonight'],
  ...['between', 'except', 'hourly', 'daily', 'weekly', 'monthly', 'yearly', 'quarterly', 'nightly'],
  ...['morning', 'afternoon', 'evening', 'night', 'noon', 'midnight', 'first', 'last', 'during'],
].filter((word) => word.length > 4);

/** What is shorter may be a word of any language. */
const shortest = 4;

/**
 * The text with a mistyped word as the one that was meant most likely: `every wensday` is `every wednesday`.
 * @param text lower case
 * @param word of it, that is not understood
 * @returns null where the word is near none that is known
 */
export function withoutTypo(text: string, word: string): string | null {
  const [near] = word.length < shortest ? [] : nearestNames(word, known, 1);
  return near === undefined || near === word || near[0] !== word[0] ? null : text.replace(word, near);
}
