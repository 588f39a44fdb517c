import fc from 'fast-check';
import type { AttemptOutcome, AttemptSpec } from '../../../../src/executor/worker/worker-pool.ts';
import { UserError } from '../../../../src/model/errors.ts';
import type { CreateRun } from '../../../../src/model/run.ts';
import { plainOutcome } from './fake-pool.ts';
import { checkInvariants } from './invariants.ts';
import type { World } from './world.ts';

/** The model knows next to nothing: what must be true is true of every state (`invariants.ts`). */
export interface Model {
  created: number;
}

export type Command = fc.AsyncCommand<Model, World>;

const batchIds = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];

/** @param needsRun true for what can only be asked about a run that is there */
function command(name: string, act: (world: World) => Promise<unknown>, needsRun = true): Command {
  return {
    check: (model) => !needsRun || model.created > 0,
    async run(model, world) {
      // A refusal is an answer as good as any: it must not change anything that matters.
      await act(world).catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error;
      });
      await world.settle();
      model.created = world.accepted.length;
      checkInvariants(world);
    },
    toString: () => name,
  };
}

const place = fc.nat(99);
const of = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];
const runAt = ({ accepted }: World, at: number) => of(accepted, at) ?? 'none';

const creation = fc.record({
  target: fc.constantFrom('task:plain', 'task:limited', 'workflow:asks'),
  backoffLimit: fc.nat(2),
  batchId: fc.option(fc.constantFrom(...batchIds), { nil: undefined }),
  needs: fc.array(place, { maxLength: 2 }),
  onDependencyFailure: fc.constantFrom('fail', 'run'),
} as const);

const creating = creation.map(({ needs, ...input }) =>
  command(
    `create ${JSON.stringify({ needs, ...input })}`,
    async (world) => {
      const dependsOn = needs.map((at) => of(world.accepted, at)).filter((id) => id !== undefined);
      const full: CreateRun =
        dependsOn.length === 0 ? input : { ...input, dependsOn: [...new Set(dependsOn)] };
      const { run } = await world.executor.createRun(full);
      world.accepted.push(run.id);
    },
    false,
  ),
);

const failed: AttemptOutcome = {
  ...plainOutcome,
  reason: 'error',
  error: { message: 'no paper' },
  exitCode: 1,
};
const outcomes: Readonly<Record<string, (spec: AttemptSpec, now: number) => AttemptOutcome>> = {
  ok: () => plainOutcome,
  failed: () => failed,
  'failed for good': () => ({ ...failed, retry: { kind: 'never' } }),
  'failed, again in a minute': () => ({ ...failed, retry: { kind: 'after', delayMs: 60_000 } }),
  lost: () => ({ ...plainOutcome, reason: 'lost' }),
  killed: () => ({ ...plainOutcome, reason: 'signal', signal: 'SIGKILL' }),
  'waits for a minute': (_, now) => waitsFor('delay', 'pause', now + 60_000),
  'waits for an answer': ({ kind, attempt }) =>
    // A task has no way to ask for one.
    kind === 'workflow' ? waitsFor('approval', answerId(attempt), null) : plainOutcome,
};

function waitsFor(reason: string, id: string, until: number | null): AttemptOutcome {
  const detail = { waits: [{ id, kind: reason }], total: 1 };
  return { ...plainOutcome, exitCode: null, waiting: { reason, detail, until } };
}

/** What an attempt of a workflow asks for. */
function answerId(attempt: number): string {
  return `signature-${attempt}`;
}

/** Gives a run the answer that its newest attempt asked for. */
export async function answer({ executor }: World, runId: string): Promise<void> {
  const id = answerId(executor.getRun(runId).attempt ?? 0);
  await executor.resumeRun(runId, { id, type: 'approval', payload: true, isError: false });
}

const ending = fc.tuple(place, fc.constantFrom(...Object.keys(outcomes))).map(([at, how]) =>
  command(`end attempt ${at}: ${how}`, async (world) => {
    const attempt = of(world.pool.underWay, at);
    attempt?.end(outcomes[how]?.(attempt.spec, world.clock.now()) ?? plainOutcome);
  }),
);

const onRun = (name: string, act: (world: World, runId: string) => Promise<unknown>) =>
  place.map((at) => command(`${name} ${at}`, (world) => act(world, runAt(world, at))));
const onBatch = (name: string, act: (world: World, id: string) => Promise<unknown>) =>
  fc.constantFrom(...batchIds).map((id) => command(`${name} ${id}`, (world) => act(world, id)));

const asking = [
  onRun('cancel', ({ executor }, id) => executor.cancelRun(id, 'somebody')),
  onRun('retry', async ({ executor, accepted }, id) => accepted.push((await executor.retryRun(id)).id)),
  onRun('answer', answer),
  onRun('complete', ({ executor }, id) => executor.completeRun(id, { status: 'completed' }, 'somebody')),
  onBatch('cancel batch', ({ executor }, id) => executor.cancelBatch(id, 'somebody')),
  onBatch('retry batch', ({ executor }, id) => executor.retryBatch(id)),
];

const passing = fc
  .constantFrom(10, 1000, 5000, 60_000, 3_600_000)
  .map((ms) => command(`${ms} ms pass`, async ({ clock }) => clock.advance(ms), false));
const crashing = fc
  .option(place)
  .map((at) => command(`crash ${at}`, (world) => world.crash(at === null ? null : runAt(world, at)), false));
const restarting = fc.constant(null).map(() => command('restart', (world) => world.restart(), false));

/** Listed as often as they shall be likely. */
export const allCommands = [
  creating,
  creating,
  creating,
  ending,
  ending,
  ending,
  ending,
  ...asking,
  passing,
  passing,
  crashing,
  restarting,
];
