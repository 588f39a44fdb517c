const minutesOfDay = 1440;

/** A rule that was drawn by chance: as text, and what it allows, without anyone reading the text. */
export interface DrawnRule {
  readonly text: string;
  /** The text's minute or hour begins with `*`. */
  readonly followsClock: boolean;
  /** @param wall minutes since 1970-01-01 00:00 on the clocks of the zone */
  allows(wall: number): boolean;
}

interface DrawnField {
  readonly text: string;
  readonly allowed: readonly boolean[];
}

/** The same rule for the same seed. */
export function drawRule(seed: string): DrawnRule {
  const next = random(seed);
  // Small hours are where the clocks are changed.
  const hour = next() < 0.6 ? draw(next, 0, 4, 24) : draw(next, 0, 23, 24);
  const minute = next() < 0.15 ? everything(60) : draw(next, 0, 59, 60);
  const hours = next() < 0.3 ? everything(24) : hour;
  const day = next() < 0.65 ? everything(32) : draw(next, 1, 28, 32);
  const month = next() < 0.75 ? everything(13) : draw(next, 1, 12, 13);
  const weekday = next() < 0.6 ? everything(7) : draw(next, 0, 6, 7);
  const isEither = day.text !== '*' && weekday.text !== '*';
  const times = Array.from(
    { length: minutesOfDay },
    (_, time) => hours.allowed[Math.floor(time / 60)] === true && minute.allowed[time % 60] === true,
  );
  const days = new Map<number, boolean>();
  const allowsDay = (number: number) => {
    const known = days.get(number);
    if (known !== undefined) return known;
    const date = new Date(number * 86_400_000);
    const byDate = day.allowed[date.getUTCDate()] === true;
    const byWeekday = weekday.allowed[date.getUTCDay()] === true;
    const isAllowed =
      month.allowed[date.getUTCMonth() + 1] === true &&
      (isEither ? byDate || byWeekday : byDate && byWeekday);
    days.set(number, isAllowed);
    return isAllowed;
  };
  return {
    text: [minute, hours, day, month, weekday].map(({ text }) => text).join(' '),
    followsClock: minute.text.startsWith('*') || hours.text.startsWith('*'),
    allows: (wall) => times[wall % minutesOfDay] === true && allowsDay(Math.floor(wall / minutesOfDay)),
  };
}

function everything(size: number): DrawnField {
  return { text: '*', allowed: Array.from({ length: size }, () => true) };
}

/** A value, a list, a range, a range with a step, or everything with a step. */
function draw(next: () => number, min: number, max: number, size: number): DrawnField {
  const pick = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const allowing = (text: string, isAllowed: (value: number) => boolean): DrawnField => ({
    text,
    allowed: Array.from({ length: size }, (_, value) => isAllowed(value)),
  });
  // The first value is where the clocks go on after a change.
  const low = next() < 0.35 ? min : pick(min, max);
  const high = pick(low, max);
  const step = pick(2, Math.max(2, Math.floor((max - min) / 2)));
  const least = min === 1 ? 1 : 0;
  switch (pick(0, 4)) {
    case 0:
      return allowing(`${low},${high}`, (value) => value === low || value === high);
    case 1:
      return allowing(`${low}-${high}`, (value) => value >= low && value <= high);
    case 2:
      return allowing(
        `${low}-${high}/${step}`,
        (value) => value >= low && value <= high && (value - low) % step === 0,
      );
    case 3:
      return allowing(`*/${step}`, (value) => value >= least && (value - least) % step === 0);
    default:
      return allowing(String(low), (value) => value === low);
  }
}

/** Numbers from 0 to 1 that look like chance (mulberry32), always the same for one seed. */
function random(seed: string): () => number {
  let state = [...seed].reduce(
    (sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 16_777_619),
    2_166_136_261,
  );
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
