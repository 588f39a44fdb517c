import { messageOf } from '../../../model/errors.ts';
import type { Target } from '../../../model/target.ts';
import { createConfigChecker } from '../../check-config.ts';
import { usableTarget } from '../../usable-target.ts';
import type { ScheduleRecord } from '../schedule-record.ts';
import type { FiringParts } from './firing-parts.ts';
import type { FoundTarget } from './run-of-schedule.ts';

/** A target that can be executed with the config of its schedule, or the sentence that says why not. */
export type TargetAnswer = FoundTarget | { readonly fault: string };

/** Finds the targets of schedules; files are read outside the transaction in which runs are created. */
export interface TargetFinder {
  find(record: Pick<ScheduleRecord, 'target' | 'config'>): Promise<TargetAnswer>;
}

/** @returns a finder that looks up each target once: for one group of schedules */
export function createTargetFinder(
  { targets, targetLimits }: Pick<FiringParts, 'targets' | 'targetLimits'>,
  configs = createConfigChecker(),
): TargetFinder {
  const found = new Map<string, Promise<Target | { readonly fault: string }>>();
  const lookUp = async (name: string) => {
    try {
      const target = await usableTarget(targets, name);
      targetLimits.learn(target);
      return target;
    } catch (error) {
      return { fault: messageOf(error) };
    }
  };
  return {
    async find({ target: name, config }) {
      const looking = found.get(name) ?? lookUp(name);
      found.set(name, looking);
      const target = await looking;
      if (!('kind' in target)) return target;
      try {
        await configs.check(target, config);
        return { kind: target.kind, target: target.target };
      } catch (error) {
        return { fault: messageOf(error) };
      }
    },
  };
}
