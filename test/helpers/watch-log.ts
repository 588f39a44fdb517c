import type { Client, LinkState, Watch } from '../../src/client/client.ts';
import type { RunEvent } from '../../src/model/event.ts';
import type { Run } from '../../src/model/run.ts';

/** Everything a watch has told, in order. */
export type Told =
  | { readonly kind: 'link'; readonly state: LinkState }
  | { readonly kind: 'runs'; readonly runs: readonly Run[] }
  | { readonly kind: 'events'; readonly runId: string; readonly events: readonly RunEvent[] }
  | { readonly kind: 'log'; readonly runId: string; readonly totalBytes: number }
  | { readonly kind: 'schedules'; readonly ids: readonly string[] }
  | { readonly kind: 'followed'; readonly runIds: readonly string[] }
  | { readonly kind: 'resync' };

export interface WatchLog extends Disposable {
  readonly watch: Watch;
  readonly told: readonly Told[];
  /** The first thing told, from now or before, that holds. */
  until<Kind extends Told['kind']>(
    kind: Kind,
    holds?: (told: Extract<Told, { kind: Kind }>) => boolean,
  ): Promise<Extract<Told, { kind: Kind }>>;
  /** Forgets what was told so far. */
  clear(): void;
}

/** Starts watching and keeps what is told. */
export function startWatchLog(client: Client): WatchLog {
  const told: Told[] = [];
  const waiting = new Set<() => void>();
  const tell = (next: Told) => {
    told.push(next);
    for (const look of [...waiting]) look();
  };
  const watch = client.watch({
    onLink: (state) => tell({ kind: 'link', state }),
    onRuns: (runs) => tell({ kind: 'runs', runs }),
    onEvents: (runId, events) => tell({ kind: 'events', runId, events }),
    onLog: (runId, totalBytes) => tell({ kind: 'log', runId, totalBytes }),
    onSchedules: (ids) => tell({ kind: 'schedules', ids }),
    onFollowed: (runIds) => tell({ kind: 'followed', runIds }),
    onResync: () => tell({ kind: 'resync' }),
  });
  return {
    watch,
    told,
    until(kind, holds = () => true) {
      type Wanted = Extract<Told, { kind: typeof kind }>;
      const isWanted = (one: Told): one is Wanted => one.kind === kind && holds(one as Wanted);
      return new Promise((resolve) => {
        const look = () => {
          const found = told.find(isWanted);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      });
    },
    clear: () => told.splice(0),
    [Symbol.dispose]: () => watch.close(),
  };
}
