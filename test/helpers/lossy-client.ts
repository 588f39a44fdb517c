import { UserError } from '../../src/model/errors.ts';
import type { Run } from '../../src/model/run.ts';
import { isTerminal } from '../../src/model/run-status.ts';
import { type Seed, type SeededClient, seededClient } from './seeded-client.ts';

/** What becomes of one request: the answer is lost after the server acted, or the request before it did. */
export type Loss = 'answer' | 'request' | null;

/** A seeded client whose acts have effects, once for a key, and that loses what it is told to lose. */
export interface LossyClient extends SeededClient {
  /** What the server really did, in order: `cancel <id>`, `create <id>`. */
  readonly effects: string[];
  /** Asked before every act. */
  losing: () => Loss;
  /** While true, nothing at all gets through. */
  isDown: boolean;
  /** Changes a run on the server, and does not tell. */
  change(id: string, part: Partial<Run>): Promise<Run>;
}

export function lossyClient(seed: Seed): LossyClient {
  const seeded = seededClient(seed);
  const effects: string[] = [];
  const byKey = new Map<string, string>();
  const changed = new Map<string, Run>();

  const refuse = () => {
    if (client.isDown) throw gone();
  };
  const act = async <T>(work: () => Promise<T>): Promise<T> => {
    refuse();
    const loss = client.losing();
    if (loss === 'request') throw gone();
    const answer = await work();
    if (loss === 'answer') throw gone();
    return answer;
  };
  const find = async (ref: string) => changed.get(byKey.get(ref) ?? ref) ?? seeded.runs.get(ref);
  const change = async (id: string, part: Partial<Run>): Promise<Run> => {
    const run = await find(id);
    const next = { ...run, ...part, version: (run.version ?? 0) + 1 };
    changed.set(id, next);
    return next;
  };
  const create = async (key: string, like: Run): Promise<Run> => {
    const earlier = byKey.get(key);
    if (earlier !== undefined) return find(earlier);
    const id = `new-run-${String(byKey.size + 1).padStart(8, '0')}`;
    byKey.set(key, id);
    effects.push(`create ${id}`);
    changed.set(id, { ...like, id, status: 'pending', version: 1 });
    return find(id);
  };

  const client: LossyClient = {
    ...seeded,
    effects,
    losing: () => null,
    isDown: false,
    change,
    runs: {
      ...seeded.runs,
      async get(id) {
        refuse();
        return find(id);
      },
      cancel: (id) =>
        act(async () => {
          const run = await find(id);
          if (isTerminal(run.status)) return { cancelled: false, run };
          effects.push(`cancel ${id}`);
          return { cancelled: true, run: await change(id, { status: 'cancelled' }) };
        }),
      retry: (id, key = crypto.randomUUID()) =>
        act(async () => create(key, { ...(await find(id)), retryOf: id })),
      create: (input) =>
        act(async () => {
          const [like] = seed.runs;
          if (like === undefined) throw new UserError('not-found', 'The seed has no run.');
          return create(input.publicId ?? crypto.randomUUID(), { ...like, target: input.target });
        }),
    },
  };
  return client;
}

function gone(): UserError {
  return new UserError('network', 'Can’t reach the server: the connection was closed');
}
