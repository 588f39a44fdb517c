import { describe, expect, test } from 'vitest';
import { createConsoleStore } from '../../../src/store/console-state.ts';
import { openDetail } from '../../../src/store/detail-state.ts';
import { openPlace } from '../../../src/store/places.ts';
import { putRun } from '../../../src/store/run-list.ts';
import { dropTrail, leaveTrail, trailPlace } from '../../../src/store/trails.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

describe('the list that a run was opened from', () => {
  test('says where the run stands in it, and which come beside it', () => {
    const store = openFrom('b', ['a', 'b', 'c']);
    const place = trailPlace(store.getState());
    expect(place).toMatchObject({ name: 'a list', row: 1, count: 3 });
    expect([place.at(0), place.at(2), place.at(3)]).toEqual(['a', 'c', undefined]);
  });

  test('is the list of runs for who came from there', () => {
    const store = openFrom('b', ['a', 'b']);
    store.setState({ places: { stack: [{ screen: 'runs' }, { screen: 'run', runId: 'b' }], last: null } });
    expect(trailPlace(store.getState())).toMatchObject({ name: 'Runs', row: -1, count: 0, isLoaded: true });
  });

  test('is none over another screen, also where the run is in the list of runs', () => {
    const store = openFrom('b', ['a', 'b']);
    putRun(store.getState().runs.list, sampleRun({ id: 'b' }));
    store.setState({ places: { stack: [{ screen: 'ops' }, { screen: 'run', runId: 'b' }], last: null } });
    expect(trailPlace(store.getState())).toMatchObject({ name: 'Ops', row: -1, isLoaded: false });
  });

  test('is forgotten when the list is on the screen again', () => {
    const store = openFrom('b', ['a', 'b']);
    const { places } = store.getState();
    store.setState({ places: { stack: [{ screen: 'failures' }], last: places.stack } });
    dropTrail(store);
    store.setState({ places });
    expect(trailPlace(store.getState()).row).toBe(-1);
  });

  test('only the last twenty are kept', () => {
    const store = createConsoleStore('local', false, false);
    for (let number = 0; number < 30; number++) {
      store.setState({ places: { stack: [{ screen: 'batch', batchId: String(number) }], last: null } });
      leaveTrail(store, { name: 'a batch', runIds: ['a'] });
    }
    expect(store.getState().trails.size).toBe(20);
  });
});

function openFrom(runId: string, runIds: readonly string[]) {
  const store = createConsoleStore('local', false, false);
  store.setState({ places: { stack: [{ screen: 'failures' }], last: null } });
  leaveTrail(store, { name: 'a list', runIds });
  store.setState(({ places }) => ({
    places: openPlace(places, { screen: 'run', runId }),
    detail: openDetail(runId, null, null),
  }));
  return store;
}
