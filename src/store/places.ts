/** A screen with what it shows. */
export type Place =
  | { readonly screen: 'runs' }
  | { readonly screen: 'run'; readonly runId: string }
  | { readonly screen: 'batches' }
  | { readonly screen: 'batch'; readonly batchId: string }
  | { readonly screen: 'schedules' }
  | { readonly screen: 'schedule'; readonly scheduleId: string }
  /** Null: a new one, for the target when it is given. */
  | {
      readonly screen: 'schedule-editor';
      readonly scheduleId: string | null;
      readonly target?: string | undefined;
    }
  | { readonly screen: 'targets' }
  | { readonly screen: 'failures' }
  | { readonly screen: 'failure'; readonly fingerprint: string }
  | { readonly screen: 'contexts' }
  /** The logs of several runs, merged by time. */
  | { readonly screen: 'logs'; readonly runIds: readonly string[] }
  /** Two runs compared. */
  | { readonly screen: 'compare'; readonly runIds: readonly [string, string] }
  | { readonly screen: 'ops' }
  | { readonly screen: 'net' }
  | { readonly screen: 'keys' }
  /** What a program of the user printed. */
  | { readonly screen: 'output' }
  | { readonly screen: 'new-run'; readonly target: string }
  /** Null: a new one. */
  | { readonly screen: 'edit-context'; readonly name: string | null }
  | { readonly screen: 'help'; readonly about: ScreenName };

export type ScreenName = Exclude<Place['screen'], 'help'>;

/** Where the user is and how they came there; the last one is on the screen. */
export interface Places {
  readonly stack: readonly [Place, ...Place[]];
  /** Where they were before the last jump, for `-`. */
  readonly last: readonly [Place, ...Place[]] | null;
}

export const firstPlaces: Places = { stack: [{ screen: 'runs' }], last: null };

export function currentPlace(places: Places): Place {
  return places.stack.at(-1) ?? places.stack[0];
}

/** Opens a place above the current one; the same place twice is one. */
export function openPlace(places: Places, place: Place): Places {
  if (samePlace(currentPlace(places), place)) return places;
  return { stack: [...places.stack, place], last: places.stack };
}

/** Shows a root place and forgets the way back. */
export function jumpTo(places: Places, place: Place): Places {
  if (places.stack.length === 1 && samePlace(places.stack[0], place)) return places;
  return { stack: [place], last: places.stack };
}

/** Puts another place where the current one is, as the next run of a list. */
export function swapPlace(places: Places, place: Place): Places {
  const [first, ...rest] = places.stack;
  return { stack: rest.length === 0 ? [place] : [first, ...rest.slice(0, -1), place], last: places.last };
}

/** One step back; null at the root. */
export function goBack(places: Places): Places | null {
  const [first, ...rest] = places.stack;
  return rest.length === 0 ? null : { stack: [first, ...rest.slice(0, -1)], last: places.stack };
}

export function toLastView(places: Places): Places {
  return places.last === null ? places : { stack: places.last, last: places.stack };
}

function samePlace(left: Place, right: Place): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
