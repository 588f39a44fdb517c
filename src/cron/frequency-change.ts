const daysPerYear = 365;
/** From this factor on, either way, a change is more likely a slip than meant. */
const alarmingFactor = 10;

export interface FrequencyChange {
  readonly perDayBefore: number;
  readonly perDayAfter: number;
  /** `96 a day -> 1`, `1 a day -> 1,440`, `1 a day -> 12 a year` */
  readonly text: string;
}

/**
 * The alarm for a rule that fires ten times as often as before, or more, or ten times less often.
 * @param before fires in a year, as `TimesPreview.firesInYear` tells it; null where that is not known
 * @param after the same for the new rule
 * @returns null when there is no reason for it, or nothing is known
 */
export function frequencyChange(before: number | null, after: number | null): FrequencyChange | null {
  if (before === null || after === null || before === after) return null;
  if (Math.max(before, after) < alarmingFactor * Math.min(before, after)) return null;
  const [was, is] = [rateOf(before), rateOf(after)];
  return {
    perDayBefore: before / daysPerYear,
    perDayAfter: after / daysPerYear,
    text: `${was.count} ${was.unit} -> ${is.count}${is.unit === was.unit ? '' : ` ${is.unit}`}`,
  };
}

/** How often something fires: by the day or, where that is less than once, by the year. */
export function rateOf(inYear: number): { readonly count: string; readonly unit: string } {
  const perDay = inYear / daysPerYear;
  return perDay < 1
    ? { count: inYear.toLocaleString('en'), unit: 'a year' }
    : { count: rounded(perDay).toLocaleString('en'), unit: 'a day' };
}

/** To a tenth below ten, for what falls on some days only. */
function rounded(perDay: number): number {
  return perDay < 10 ? Math.round(perDay * 10) / 10 : Math.round(perDay);
}
