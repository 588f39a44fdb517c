import { nearestNames } from '../lib/nearest-names.ts';

/** What people write for UTC; `Intl` leaves them out of its list, and knows them all the same. */
const namesOfUtc = ['UTC', 'GMT', 'Etc/UTC', 'Etc/GMT'];

/** Names that were found to be zones: asking `Intl` takes longer than all else about a rule. */
const known = new Set<string>();
/** A few more than the world has; beyond, somebody makes up names by their case. */
const mostKnown = 700;

/**
 * Whether it is the name of a zone of the IANA database, or `UTC`. Distances from UTC, such as `+01:00`, are none: they
 * are no place, and know of no clock change (contract section 15.1).
 */
export function isZone(name: string): boolean {
  if (known.has(name)) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    if (known.size >= mostKnown) known.clear();
    known.add(name);
    return true;
  } catch {
    return false;
  }
}

/** Null when it is a zone; else what is wrong, with the zones that were meant most likely. */
export function zoneProblem(name: string): string | null {
  if (isZone(name)) return null;
  if (name.trim() === '') return 'A timezone is needed, such as Europe/Stockholm or UTC';
  const shown = JSON.stringify(name.slice(0, 64));
  const found = nearestNames(name.trim().slice(0, 64).replaceAll(' ', '_'), zoneNames(), 3);
  const meant =
    found.length === 0 ? 'use one such as Europe/Stockholm or UTC' : `did you mean ${inWords(found)}?`;
  return `${shown} is no IANA timezone; ${meant}`;
}

/** All names that there are, for lists to choose from. */
export function zoneNames(): readonly string[] {
  return [...new Set([...namesOfUtc, ...Intl.supportedValuesOf('timeZone')])];
}

function inWords(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}
