import { loadPatterns } from '../src/lib/pattern.ts';
import { type DeepLink, formatDeepLink, parseDeepLink } from '../src/model/deep-link.ts';
import { messageOf, UserError } from '../src/model/errors.ts';
import type { ConsoleState } from '../src/store/console-state.ts';
import { patchDetail } from '../src/store/console-state.ts';
import { detailTabs } from '../src/store/detail-state.ts';
import { filterRuns } from '../src/store/filter-runs.ts';
import { goToLine } from '../src/store/go-to-line.ts';
import type { Place } from '../src/store/places.ts';
import { problemOf } from '../src/store/problem.ts';
import { goTo, open } from './navigate.ts';
import { type ConsoleParts, type PaletteVerb, stateOf } from './parts.ts';

/** Opens links that were copied in a console. */
export const openVerb: PaletteVerb = {
  name: 'open',
  argument: 'LINK',
  text: 'The place that a link of vfjobs names',
  run(parts, text) {
    try {
      void openLink(parts, parseDeepLink(text.trim()));
      return null;
    } catch (thrown) {
      return messageOf(thrown);
    }
  },
};

/** Opens the place that the command line asked for, as soon as there is a server. */
export function openFirstPlace(parts: ConsoleParts): void {
  const { place } = parts.model.options;
  if (place !== undefined) void openLink(parts, place);
}

/** Shows the place that a link names, once a server answers. Failures end in the notice. */
export async function openLink(parts: ConsoleParts, link: DeepLink): Promise<void> {
  try {
    await until(parts, ({ connection }) => connection.phase === 'ready');
    await refuseOther(parts, link);
    if (link.screen === 'runs') {
      await loadPatterns();
      const problem = filterRuns(parts.model, link.filter ?? '');
      if (problem !== null) throw new UserError('invalid', `The link’s filter cannot be used: ${problem}`);
      goTo(parts, { screen: 'runs' });
      return;
    }
    const place = placeOf(link);
    if (place.screen === 'help' || parts.screens.of(place.screen) === null) {
      throw new UserError('unsupported', `This console has no screen for ${formatDeepLink(link)}`);
    }
    if (link.screen === 'run') await openRun(parts, link);
    else if (link.id === null) goTo(parts, place);
    else open(parts, place);
  } catch (thrown) {
    parts.model.store.setState({ notice: { kind: 'error', ...problemOf(thrown) } });
  }
}

/** @throws UserError `invalid` when the link is for another context or project than this one */
async function refuseOther(parts: ConsoleParts, { context, project }: DeepLink): Promise<void> {
  const { contextName, client } = stateOf(parts).connection;
  const fix =
    context === 'local'
      ? 'Go to the folder of that project and open it there: vfjobs open LINK'
      : 'Open it from a shell: vfjobs open LINK';
  if (context !== contextName) {
    throw new UserError('invalid', `The link is for the context ${context}, and this is ${contextName}`, {
      fix,
    });
  }
  // An id alone names no project: it is one of this console's.
  if (client === null || project === '' || client.project === project) return;
  const known = await client.resolveProject().catch(() => null);
  if (known === null || [known.id, known.slug].includes(project)) return;
  throw new UserError('invalid', `The link is for the project ${project}, and this is ${known.slug}`, {
    fix,
  });
}

/** @throws UserError `not-found` when there is no such run */
async function openRun(parts: ConsoleParts, { id, tab, line }: DeepLink): Promise<void> {
  const run = await stateOf(parts).connection.client?.runs.get(id ?? '');
  if (run === undefined) return;
  const wanted = detailTabs.find((name) => name === tab) ?? (line === null ? 'overview' : 'live');
  open(parts, { screen: 'run', runId: run.id });
  patchDetail(parts.model.store, run.id, { run, tab: wanted, pane: 'log' });
  // Read what that tab needs: it was opened past its key.
  parts.screens.of('run')?.enter?.(parts, { screen: 'run', runId: run.id });
  if (line === null || wanted !== 'live') return;
  await until(parts, ({ detail }) => detail?.runId !== run.id || detail.log.firstByte !== null);
  if (stateOf(parts).detail?.runId !== run.id || (await goToLine(parts.model, line))) return;
  const message = `Line ${line} cannot be told: the log is longer than what is kept of it here.`;
  parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
}

function placeOf({ screen, id }: DeepLink): Place {
  const named = id ?? '';
  switch (screen) {
    case 'run':
      return { screen, runId: named };
    case 'batch':
      return { screen, batchId: named };
    case 'schedule':
      return { screen, scheduleId: named };
    case 'failure':
      return { screen, fingerprint: named };
    default:
      return { screen };
  }
}

/** Resolves once the state is as it should be. */
function until(parts: ConsoleParts, test: (state: ConsoleState) => boolean): Promise<void> {
  const { store } = parts.model;
  return new Promise((resolve) => {
    if (test(store.getState())) return resolve();
    const stop = store.subscribe((state) => {
      if (!test(state)) return;
      stop();
      resolve();
    });
  });
}
