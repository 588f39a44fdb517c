import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ActionVerb } from '../../../../src/store/acting/action.ts';
import { cancelItem, retryItem } from '../../../../src/store/acting/run-items.ts';
import { isOpen } from '../../../../src/store/receipts.ts';
import { actingConsole, failedRuns } from '../../../helpers/acting-console.ts';
import type { Loss } from '../../../helpers/lossy-client.ts';
import { seededNow } from '../../../helpers/seeded-data.ts';

const offline = { kind: 'offline', reason: 'gone', nextTryAt: seededNow } as const;

/** What happens while actions are under way. */
type Step =
  | { readonly kind: 'begin'; readonly verb: ActionVerb; readonly count: number; readonly perMinute?: number }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'down' | 'up' | 'abort' | 'take back' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('begin' as const),
    verb: fc.constantFrom('cancel' as const, 'retry' as const),
    count: fc.integer({ min: 1, max: 7 }),
    perMinute: fc.constantFrom(30, 600),
  }),
  fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 100, max: 8_000 }) }),
  fc.record({
    kind: fc.constantFrom('down' as const, 'up' as const, 'abort' as const, 'take back' as const),
  }),
);
const loss: fc.Arbitrary<Loss> = fc.constantFrom(null, null, 'answer' as const, 'request' as const);

test('whatever is lost and whenever: nothing is done twice, and every item ends in one state', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 14 }),
      fc.array(loss, { maxLength: 30 }),
      async (steps, losses) => {
        let given = 0;
        let item = 0;
        const failed = failedRuns(100);
        const running = failed.map((run) => ({
          ...run,
          id: run.id.replace('failed', 'going'),
          status: 'running' as const,
        }));
        const { model, client, state, pass } = await actingConsole([...failed, ...running]);
        client.losing = () => losses[given++] ?? null;
        let ended = 0;
        let begun = 0;
        const perform = async (next: Step) => {
          switch (next.kind) {
            case 'begin': {
              const runs = (next.verb === 'cancel' ? running : failed).slice(item, item + next.count);
              item += next.count;
              begun++;
              model.actions.begin({
                verb: next.verb,
                question: '',
                lines: [],
                yes: '',
                items: runs.map(next.verb === 'cancel' ? cancelItem : retryItem),
                perMinute: next.perMinute,
                onDone: () => void ended++,
              });
              return;
            }
            case 'pass':
              return pass(next.ms);
            case 'down':
              client.isDown = true;
              client.link(offline);
              return;
            case 'up':
              client.isDown = false;
              client.link({ kind: 'live' });
              return;
            case 'abort':
              model.actions.abort();
              return;
            case 'take back':
              await model.actions.takeBack(state().receipts.at(-1)?.number ?? 0);
          }
        };
        for (const next of steps) await perform(next);
        await perform({ kind: 'up' });
        await pass(200_000);

        expect(new Set(client.effects).size).toBe(client.effects.length);
        expect(ended).toBe(begun);
        for (const receipt of state().receipts) {
          expect(isOpen(receipt)).toBe(false);
          expect(receipt.settledAt).not.toBeNull();
          const sum = Object.values(receipt.counts).reduce((total, count) => total + count, 0);
          expect(sum).toBe(receipt.items.length);
        }
        const created = client.effects.filter((effect) => effect.startsWith('create')).length;
        const retries = state().receipts.filter(({ verb }) => verb === 'retry');
        const kept = retries
          .flatMap(({ items }) => items)
          .filter(({ state }) => ['confirmed', 'undone'].includes(state));
        expect(created).toBe(kept.length);
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);
