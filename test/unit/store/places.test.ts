import { expect, test } from 'vitest';
import {
  currentPlace,
  firstPlaces,
  goBack,
  jumpTo,
  openPlace,
  swapPlace,
  toLastView,
} from '../../../src/store/places.ts';

const run = (runId: string) => ({ screen: 'run', runId }) as const;

test('goes back the way it came, and no farther than the root', () => {
  const inHelp = openPlace(openPlace(firstPlaces, run('a')), { screen: 'help', about: 'run' });
  const inRun = goBack(inHelp);
  expect(inRun === null ? null : currentPlace(inRun)).toEqual(run('a'));
  expect(goBack(firstPlaces)).toBeNull();
});

test('the next run takes the place of this one', () => {
  const next = swapPlace(openPlace(firstPlaces, run('a')), run('b'));
  expect(next.stack).toEqual([{ screen: 'runs' }, run('b')]);
});

test('the last view goes there and back', () => {
  const inTargets = jumpTo(openPlace(firstPlaces, run('a')), { screen: 'targets' });
  const back = toLastView(inTargets);
  expect(currentPlace(back)).toEqual(run('a'));
  expect(currentPlace(toLastView(back))).toEqual({ screen: 'targets' });
  expect(toLastView(firstPlaces)).toBe(firstPlaces);
});

test('opening the place one is in changes nothing', () => {
  const places = openPlace(firstPlaces, run('a'));
  expect(openPlace(places, run('a'))).toBe(places);
});
