import { reservedFamilies, targetToWire } from '../../api/target.ts';
import type { Executor } from '../../executor/executor.ts';
import type { HandlersOf } from '../handler.ts';

export function targetHandlers(executor: Executor): HandlersOf<'targets'> {
  return {
    async 'targets.list'() {
      const targets = await executor.listTargets();
      return { reserved_families: [...reservedFamilies], data: targets.map(targetToWire) };
    },
    'targets.get': async ({ params }) => targetToWire(await executor.getTarget(params.target)),
  };
}
