import { loadPatterns } from '../src/lib/pattern.ts';
import type { ScreenName } from '../src/store/places.ts';
import type { ScreenDefinition, ScreenSet } from './parts.ts';
import { runsDefinition } from './runs/definition.ts';

export type Screens = Readonly<Partial<Record<ScreenName | 'help', ScreenDefinition>>>;

/**
 * The screens. What the first frame shows is there at once; the rest is loaded behind it.
 * @param load brings the others; patterns of filters and searches come with them
 */
export function createScreenSet(
  load: () => Promise<Screens>,
): ScreenSet & { readonly loaded: Promise<void> } {
  let screens: Screens = { runs: runsDefinition };
  let inOrder: readonly ScreenDefinition[] = [runsDefinition];
  const loaded = load().then(async (others) => {
    // Not beside the screens: they wait for the first frame, and nothing is to be loaded before that.
    await loadPatterns();
    screens = { ...screens, ...others };
    inOrder = Object.values(screens).toSorted((left, right) => placeOf(left) - placeOf(right));
  });
  return { of: (screen) => screens[screen] ?? null, all: () => inOrder, loaded };
}

function placeOf({ root }: ScreenDefinition): number {
  return Number(root?.key ?? Number.POSITIVE_INFINITY);
}
