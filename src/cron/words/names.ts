/** Sunday is 0. */
export const weekdayNames: Readonly<Record<string, number>> = named(
  ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
  { sun: 0, mon: 1, tue: 2, tues: 2, wed: 3, weds: 3, thu: 4, thur: 4, thurs: 4, fri: 5, sat: 6 },
  0,
);

export const monthNames: Readonly<Record<string, number>> = named(
  [
    'january',
    'february',
    'march',
    'april',
    'may',
    'june',
    'july',
    'august',
    'september',
    'october',
    'november',
    'december',
  ],
  { jan: 1, feb: 2, mar: 3, apr: 4, jun: 6, jul: 7, aug: 8, sep: 9, sept: 9, oct: 10, nov: 11, dec: 12 },
  1,
);

/** With a plural of each whole name. */
function named(
  names: readonly string[],
  short: Readonly<Record<string, number>>,
  first: number,
): Readonly<Record<string, number>> {
  const whole = names.flatMap((name, index) => [
    [name, index + first],
    [`${name}s`, index + first],
  ]);
  return { ...Object.fromEntries(whole), ...short };
}
