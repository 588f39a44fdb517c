import { momentOf } from '../model/time-words.ts';

interface Reader {
  readonly readWords: typeof import('../cron/words/read-words.ts').readWords;
  readonly wallMoment: typeof import('../cron/wall-moment.ts').wallMoment;
}

let reader: Reader | null = null;

/** Loads what reads times to come as people say them; until then instants and spans such as `2h` are read. */
export async function loadMoments(): Promise<void> {
  if (reader !== null) return;
  const [{ readWords }, { wallMoment }] = await Promise.all([
    import('../cron/words/read-words.ts'),
    import('../cron/wall-moment.ts'),
  ]);
  reader = { readWords, wallMoment };
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** A date and time that says how far from UTC it is. */
const instant = /^\d{4}-\d\d-\d\d[t ]\S*(z|[+-]\d\d(:?\d\d)?)$/i;

/**
 * A moment to come, as somebody says it: `2h` (from now), `tomorrow at 9`, ISO 8601.
 * @param now epoch ms
 * @param zone IANA name: words, and dates that name no distance from UTC, mean its clocks
 * @returns ISO 8601, or one sentence that says what is wrong
 */
export function readMoment(text: string, now: number, zone: string): { readonly at: string } | string {
  const typed = text.trim();
  const span = /^(?:in\s+)?(\d+(?:\.\d+)?)\s*([mhdw])$/i.exec(typed);
  if (span !== null)
    return laterThan(now + Number(span[1]) * (units[span[2]?.toLowerCase() ?? ''] ?? 0), now);
  const iso = instant.test(typed) ? typed.replace(' ', 'T') : (reader?.wallMoment(typed, zone) ?? '');
  if (!Number.isNaN(Date.parse(iso))) return laterThan(Date.parse(iso), now);
  const read = reader?.readWords(typed, { now, zone });
  if (read?.kind === 'one-off') return laterThan(Date.parse(read.when), now);
  const offered = read?.kind === 'refused' ? read.nearest.find(({ kind }) => kind === 'one-off') : undefined;
  const hint =
    offered === undefined ? 'write 2h, tomorrow at 9, or 2026-12-24 09:00' : `perhaps ${offered.when}`;
  return `“${typed}” is no time to come: ${hint}`;
}

/**
 * A moment that has passed: `2d` (so long ago), `12:03`, ISO 8601; `now`.
 * @returns epoch ms, or one sentence that says what is wrong
 */
export function readPast(text: string, now: number): number | string {
  const typed = text.trim();
  if (typed === '' || typed === 'now') return now;
  const at = momentOf(typed, now);
  if (at === null) return `“${typed}” is no time: write 2d (so long ago), 12:03, or 2026-11-20 09:00`;
  return at > now ? `${typed} has not come yet` : at;
}

function laterThan(at: number, now: number): { readonly at: string } | string {
  if (!(at <= 8.64e15)) return 'that is too far away';
  return at > now ? { at: new Date(at).toISOString() } : 'that has passed already';
}
