import type { Obstacle } from './phrase.ts';

/** Words that say something which a time rule cannot keep. */
const meanings: readonly (readonly [words: RegExp, obstacle: Obstacle])[] = [
  [
    /^(sunrise|sunset|dawn|dusk|sundown|sunup|twilight|moon|moonrise|tide)$/,
    {
      reason: 'Nothing here knows when the sun or the moon rises: say a time',
      crons: ['0 6 * * *', '0 18 * * *'],
    },
  ],
  [
    /^(holidays?|vacations?|easter|christmas|xmas|thanksgiving|halloween|ramadan|payday|paydays)$/,
    { reason: 'Nothing here knows which days those are: name the days, or pause the schedule over them' },
  ],
  [
    /^(fortnight|fortnights)$/,
    {
      reason:
        'A cron knows no weeks that come every other time: an interval of 14 days is counted from the start',
      recurring: 'P14D',
      crons: ['0 0 * * 1', '0 0 1,15 * *'],
    },
  ],
  [
    /^(bimonthly|semimonthly|semiannually|biannually|biennially)$/,
    {
      reason: 'That word is used for twice a month and for every second month: say which',
      crons: ['0 0 1,15 * *', '0 0 1 */2 *'],
    },
  ],
  [
    /^(reboot|startup|boot|restart|login|deploy|release|push|commit)$/,
    { reason: 'A schedule begins at times, not at what happens' },
  ],
  [
    /^(random|randomly|sometimes|occasionally|often|rarely|later|soon|eventually|regularly|frequently|few|several|roughly|about|approximately)$/,
    { reason: 'That says no certain time: say how often, and spread the load with a jitter' },
  ],
  [
    /^(now|immediately|asap|instantly)$/,
    {
      reason: 'A schedule is for later: trigger the schedule, or start the target itself',
    },
  ],
  [
    /^once$/,
    { reason: 'It does not say when: say such as "tomorrow at 9", "in 20 minutes" or "2026-12-24 08:00"' },
  ],
  [
    /^(summer|winter|spring|autumn|fall|season|seasons)$/,
    { reason: 'Seasons differ from place to place: name the months, such as "every day in june"' },
  ],
  [
    /^(end|eod|eow|eom|eoq|eoy)$/,
    { reason: 'It does not say when that ends: name the day and the time, such as "every friday at 17"' },
  ],
  [
    /^(except|excluding|excl|but)$/,
    { reason: 'What is left out can be days and months; of hours, say from when to when' },
  ],
  [
    /^(odd|even)$/,
    {
      reason: 'Odd and even days are said with a step, which begins anew in each month',
      crons: ['0 0 1-31/2 * *', '0 0 2-30/2 * *'],
    },
  ],
  [
    /^(after|before|when|whenever|if|unless|while|as)$/,
    {
      reason: 'A schedule begins at times, not after something: let one schedule depend on another for that',
    },
  ],
  [
    /^(until|till|for|starting|start|beginning|since|ending|from|times)$/,
    {
      reason:
        'When it starts and ends, and how often at most, are settings of their own: start, end and max runs',
    },
  ],
  [
    /^(constantly|continuously|continually|always|forever|nonstop|ongoing|repeatedly|loop)$/,
    { reason: 'What goes on and on is an ongoing schedule: say the pause between its runs, such as 30s' },
  ],
  [
    /^(utc|gmt|z|cet|cest|est|edt|cst|cdt|mst|mdt|pst|pdt|bst|ist|jst|zone|timezone|local|europe|america|asia|africa|australia|pacific)$/,
    { reason: 'The timezone is a setting of its own: say the time in it' },
  ],
  [/^(seconds?|secs?|milliseconds?|ms)$/, { reason: 'A cron begins at minutes: it cannot say seconds' }],
  [
    /^(decade|decades|century|centuries|leap|week|weeks|isoweek|fiscal)$/,
    { reason: 'A cron has minutes, hours, days, months and weekdays: it does not count weeks or years' },
  ],
  [/^(never|yesterday|ago)$/, { reason: 'That is no time to come' }],
  [/^(not|no|without|minus)$/, { reason: 'What is left out is said as "except": "every day except sunday"' }],
];

/** What a word says that cannot be kept; null for one that is not known. */
export function strangeMeaning(word: string): Obstacle | null {
  return meanings.find(([words]) => words.test(word))?.[1] ?? null;
}
