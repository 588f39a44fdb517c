import type { TimesPreview } from '../../src/model/schedule-preview.ts';
import { baselineOf } from '../../src/store/baselines.ts';
import { fieldOfMember, kindOf, labelOf } from '../../src/store/schedule-editor/field.ts';
import { reckoning } from '../../src/store/schedule-editor/reckoning.ts';
import type { Row, Span } from '../../src/terminal/row.ts';
import { textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd, textWidth } from '../../src/terminal/width.ts';
import { formatCount } from '../format-time.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { wrapWords } from '../wrap-text.ts';
import type { EditorLook } from './look.ts';
import { dayAndTime, dayWithYear, machineZone, offsetText, timeBeside, timeOfDay } from './zone-time.ts';

const shownFires = 5;
const shownChanges = 4;

/** Everything that is to be known of when the rule fires, before it is saved. */
export function previewRows(parts: ConsoleParts, look: EditorLook, width: number): readonly Row[] {
  const { preview, texts } = look.editor;
  const { times } = preview;
  const heading = headingRows(parts, look, width);
  if (preview.problem !== null) return [...heading, ...lines(`x ${preview.problem}`, width, 'bad')];
  if (times === null) {
    const text = texts.when.trim() === '' ? 'Nothing to reckon with yet: say when.' : 'asking…';
    return [...heading, textRow(` ${text}`, 'dim')];
  }
  if (times.problems.length > 0) {
    const told = times.problems.map(({ member, message }) => {
      const field = fieldOfMember(member);
      return field === null || field === 'when' ? message : `${labelOf(field, texts)}: ${message}`;
    });
    return [...heading, ...told.flatMap((text) => lines(`x ${text}`, width, 'bad'))];
  }
  return [
    ...heading,
    ...(times.neverFires ? lines('x NEVER FIRES: there is no such date and time', width, 'bad') : []),
    ...fireRows(parts, look, times, width),
    ...changeRows(times, texts.timezone, width),
    ...readingRows(times, texts.timezone, width),
    ...loadRows(times, texts.timezone, width),
    ...overlapRows(parts, look, times, width),
  ];
}

function headingRows(parts: ConsoleParts, { editor }: EditorLook, width: number): readonly Row[] {
  const { capabilities } = stateOf(parts).connection;
  const { reckonedHere, asked, answered } = editor.preview;
  const server =
    capabilities === null
      ? 'the server'
      : `the server’s scheduler, ${sanitize(`${capabilities.server} ${capabilities.version}`)}`;
  const by =
    reckonedHere === null ? `computed by ${server}` : `reckoned here, not by the server: ${reckonedHere}`;
  const isOld = asked !== answered && answered !== null;
  const title: Span = { text: ' NEXT FIRES', style: editor.pane === 'preview' ? 'accent' : 'strong' };
  const told = `  (${by})${isOld ? '  …' : ''}`;
  const style = reckonedHere === null ? 'dim' : 'warn';
  return textWidth(told) + 11 <= width
    ? [{ spans: [title, { text: told, style }] }]
    : [{ spans: [title] }, ...lines(`(${by})${isOld ? ' …' : ''}`, width, style)];
}

function fireRows(
  parts: ConsoleParts,
  { editor }: EditorLook,
  times: TimesPreview,
  width: number,
): readonly Row[] {
  const zone = editor.texts.timezone.trim();
  const yours = machineZone();
  const now = parts.model.clock.now();
  const [first, second, third] = [22, 17, 17];
  const wide = width >= 4 + first + second + third;
  const rows = times.fires.slice(0, shownFires).map((iso, index): Row => {
    const at = Date.parse(iso);
    const cells = [
      `   ${index + 1}   `.slice(0, 6),
      padEnd(dayAndTime(at, zone), first),
      padEnd(timeBeside(at, 'UTC', zone), second),
      timeBeside(at, yours, zone),
    ];
    return textRow(wide ? cells.join('') : ` ${dayAndTime(at, zone)}  UTC ${timeBeside(at, 'UTC', zone)}`);
  });
  const head = `   #  ${padEnd(`${sanitize(zone)} `, first)}${padEnd('UTC', second)}YOU ${offsetText(now, yours)}`;
  return [
    ...(wide && rows.length > 0 ? [textRow(head, 'dim')] : []),
    ...rows,
    ...countRows(editor.texts, times),
  ];
}

function countRows(
  texts: Parameters<typeof kindOf>[0],
  { firesInYear, fires }: TimesPreview,
): readonly Row[] {
  if (kindOf(texts) === 'ongoing')
    return [textRow(' Each run begins a pause after the end of the one before.', 'dim')];
  if (firesInYear === null || fires.length === 0) return [];
  const word = firesInYear === 1 ? 'fire' : 'fires';
  return [textRow(`   ... ${formatCount(firesInYear)} ${word} in the next 365 days`, 'dim')];
}

function changeRows({ clockChanges, safer }: TimesPreview, zone: string, width: number): readonly Row[] {
  if (clockChanges.length === 0) return [];
  const rest = clockChanges.length - shownChanges;
  return [
    textRow(''),
    ...clockChanges.slice(0, shownChanges).flatMap(({ kind, wallTime, text }): readonly Row[] => {
      const what = kind === 'skipped' ? 'does not exist' : 'happens twice';
      // The wall time as if it were UTC: only its date and time of day are wanted.
      const at = Date.parse(`${wallTime.slice(0, 16)}:00Z`);
      const when = Number.isNaN(at) ? wallTime : `${dayWithYear(at, 'UTC')}  ${timeOfDay(at, 'UTC')}`;
      return [
        { spans: [{ text: ' !  CLOCK CHANGE', style: 'warn' }, { text: `  ${when} ${what}` }] },
        // Its first part says what the line above says.
        ...lines(`   ${text.includes(': ') ? text.slice(text.indexOf(': ') + 2) : text}`, width, 'dim'),
      ];
    }),
    ...(rest > 0 ? [textRow(`    and ${rest} more`, 'dim')] : []),
    ...(safer === null
      ? []
      : [
          suggestionRow(
            `safer: ${sanitize(safer.text)}`,
            `[g] apply ${sanitize(saferWord(safer, zone))}`,
            width,
          ),
        ]),
  ];
}

function saferWord(safer: { readonly when: string; readonly timezone: string }, zone: string): string {
  return safer.timezone === zone.trim() ? safer.when : `${safer.when} ${safer.timezone}`;
}

function readingRows({ dayReadings }: TimesPreview, zone: string, width: number): readonly Row[] {
  if (dayReadings === null) return [];
  const few = (fires: readonly string[]) =>
    fires
      .slice(0, 3)
      .map((iso) => dayAndTime(Date.parse(iso), zone))
      .join(', ');
  return [
    textRow(''),
    {
      spans: [
        { text: ' !  EITHER DAY', style: 'warn' },
        { text: '  both day fields are set: one of them is enough' },
      ],
    },
    ...lines(`   day of month alone: ${few(dayReadings.dayOfMonth)}`, width, 'dim'),
    ...lines(`   weekday alone: ${few(dayReadings.weekday)}`, width, 'dim'),
  ];
}

function loadRows({ load }: TimesPreview, zone: string, width: number): readonly Row[] {
  if (load === null || load.minutes.length === 0) return [];
  return [
    textRow(''),
    {
      spans: [
        { text: ' LOAD', style: 'strong' },
        { text: '  same minute, this project, next 7 days', style: 'dim' },
      ],
    },
    ...load.minutes.slice(0, 3).map(({ at, names, starts }): Row => {
      const rest = starts - 1 - names.length;
      const who =
        names.length === 0 ? 'none' : names.map(sanitize).join(', ') + (rest > 0 ? `, +${rest}` : '');
      const level = starts >= 6 ? 'high' : starts >= 3 ? 'some' : 'low';
      const end = starts > 1 ? ` = ${starts} starts  ${level}` : `  ${level}`;
      return {
        spans: [
          { text: `    ${dayAndTime(Date.parse(at), zone)}  ${cutTo(who, width - 24 - end.length)}` },
          { text: end, style: starts >= 6 ? 'warn' : 'dim' },
        ],
      };
    }),
    ...(load.quieter === null
      ? []
      : [
          suggestionRow(
            `a quiet minute nearby: ${sanitize(load.quieter.text)}`,
            `[j] apply ${sanitize(load.quieter.when)}`,
            width,
          ),
        ]),
  ];
}

function overlapRows(
  parts: ConsoleParts,
  { editor }: EditorLook,
  { shortestGapSeconds }: TimesPreview,
  width: number,
): readonly Row[] {
  const baseline = baselineOf(stateOf(parts), editor.texts.target.trim());
  const forecast = reckoning()?.overlapForecast({
    p50Ms: baseline?.p50Ms ?? null,
    p95Ms: baseline?.p95Ms ?? null,
    shortestGapSeconds,
  });
  if (forecast === undefined || forecast === null) {
    const why =
      shortestGapSeconds === null
        ? 'there is one fire at most'
        : 'too few runs of the target were seen to tell';
    return shortestGapSeconds === null ? [] : [textRow(''), ...lines(`WOULD OVERLAP?  ${why}`, width, 'dim')];
  }
  const answers = { no: 'no', 'now-and-then': 'now and then', always: 'always' } as const;
  const policy =
    forecast.answer === 'no' ? '' : `; then ${thenTexts[editor.texts.overlap] ?? 'the policy decides'}`;
  const text = `WOULD OVERLAP?  ${forecast.text}  -> ${answers[forecast.answer]}${policy}`;
  return [textRow(''), ...lines(text, width, forecast.answer === 'no' ? 'plain' : 'warn')];
}

const thenTexts: Readonly<Record<string, string>> = {
  Allow: 'two go on side by side',
  Forbid: 'that fire is skipped',
  Replace: 'the one that goes on is cancelled',
};

/** A suggestion with its key at the right end; in two rows where one is too narrow. */
function suggestionRow(text: string, key: string, width: number): Row {
  const space = width - textWidth(text) - textWidth(key) - 5;
  return {
    spans: [
      {
        text: `    ${space < 1 ? cutTo(text, width - textWidth(key) - 7) : text}${' '.repeat(Math.max(1, space))}`,
      },
      { text: key, style: 'accent' },
    ],
  };
}

function cutTo(text: string, cells: number): string {
  return cells < 4 || textWidth(text) <= cells ? text : `${text.slice(0, Math.max(1, cells - 1))}…`;
}

function lines(text: string, width: number, style: Span['style']): readonly Row[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  return wrapWords(sanitize(text.trim()), Math.max(8, width - indent.length - 2)).map((line) =>
    textRow(` ${indent}${line}`, style),
  );
}
