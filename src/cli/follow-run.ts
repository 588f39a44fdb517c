import type { Client } from '../client/client.ts';
import type { Run } from '../model/run.ts';
import { isTerminal } from '../model/run-status.ts';

/**
 * Keeps calling `step` until the run has ended: at once, whenever the server says that the run, its
 * events or its log changed, and once more after its end, so that nothing of it is missed.
 * @returns the run as it ended
 * @throws UserError what `step` or reading the run threw, and why the server refuses to tell changes
 */
export async function followRun(
  client: Client,
  runId: string,
  step: (run: Run) => Promise<void>,
): Promise<Run> {
  const news = createNews();
  const watch = client.watch({
    onLink(state) {
      if (state.kind === 'polling') news.tell();
    },
    onRuns(runs) {
      if (runs.some((run) => run.id === runId)) news.tell();
    },
    onEvents: () => news.tell(),
    onLog: () => news.tell(),
    onFollowed: () => news.tell(),
    onResync: () => news.tell(),
  });
  try {
    watch.follow([runId]);
    for (;;) {
      const run = await client.runs.get(runId);
      await step(run);
      if (isTerminal(run.status)) return run;
      await news.next();
    }
  } finally {
    watch.close();
  }
}

/** A bell that rings once for any number of tellings since it was last heard. */
function createNews() {
  let waiting: (() => void) | null = null;
  let told = false;
  return {
    tell() {
      told = true;
      waiting?.();
    },
    async next(): Promise<void> {
      if (!told) await new Promise<void>((resolve) => (waiting = resolve));
      told = false;
      waiting = null;
    },
  };
}
