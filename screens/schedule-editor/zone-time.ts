const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const formats = new Map<string, Intl.DateTimeFormat>();

interface WallTime {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly weekday: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

/** What the clocks of a zone show at an instant; in UTC for a zone that is not known. @param at epoch ms */
function wallTime(at: number, zone: string): WallTime {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const of = (name: string) => parts[name] ?? '';
  return {
    year: of('year'),
    month: of('month'),
    day: of('day'),
    weekday: of('weekday'),
    hour: of('hour'),
    minute: of('minute'),
    second: of('second'),
  };
}

/** `Mon 23 Nov 02:30`, with seconds where there are some. */
export function dayAndTime(at: number, zone: string): string {
  const { weekday, day, month } = wallTime(at, zone);
  return `${weekday} ${day} ${nameOf(month)} ${timeOfDay(at, zone)}`;
}

/** `Sun 28 Mar 2027`. */
export function dayWithYear(at: number, zone: string): string {
  const { weekday, day, month, year } = wallTime(at, zone);
  return `${weekday} ${day} ${nameOf(month)} ${year}`;
}

/** `02:30`, with seconds where there are some. */
export function timeOfDay(at: number, zone: string): string {
  const { hour, minute, second } = wallTime(at, zone);
  return second === '00' ? `${hour}:${minute}` : `${hour}:${minute}:${second}`;
}

/** The time alone on the same day as in the other zone, else with its day. */
export function timeBeside(at: number, zone: string, other: string): string {
  const isSameDay = wallTime(at, zone).day === wallTime(at, other).day;
  return isSameDay ? timeOfDay(at, zone) : dayAndTime(at, zone);
}

/** `+01:00`. */
export function offsetText(at: number, zone: string): string {
  const { year, month, day, hour, minute } = wallTime(at, zone);
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  const minutes = Math.round((wall - Math.floor(at / 60_000) * 60_000) / 60_000);
  const two = (number: number) => String(number).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function nameOf(month: string): string {
  return months[Number(month) - 1] ?? month;
}

/** Of this machine. */
export function machineZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = formatFor(zone) ?? formatFor('UTC') ?? new Intl.DateTimeFormat('en-GB');
  formats.set(zone, format);
  return format;
}

function formatFor(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      weekday: 'short',
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    return null;
  }
}
