import type { Target } from '../../model/target.ts';
import type { TargetSettings } from '../settings/executor-settings.ts';
import type { TargetCatalog } from '../targets/target-catalog.ts';

/** How many runs of each target may be under way at the same time. */
export interface TargetLimits {
  /** Null: no limit of its own. Undefined: not known yet, ask `lookUp`. */
  of(target: string): number | null | undefined;
  /** Takes what the task file says now. */
  learn(target: Target): void;
  /** Reads the task file; a target that cannot be read has no limit, so that its runs fail and say why. */
  lookUp(target: string): Promise<void>;
}

/** @param settings what the project's settings say: that counts before what a task file says */
export function createTargetLimits(
  settings: Readonly<Record<string, TargetSettings>>,
  catalog: Pick<TargetCatalog, 'get'>,
): TargetLimits {
  /** By target, as far as their files were read. */
  const known = new Map<string, number | null>();
  const underWay = new Map<string, Promise<void>>();
  const read = async (target: string) => {
    const found = await catalog.get(target).catch(() => null);
    known.set(target, found?.concurrency ?? null);
    underWay.delete(target);
  };
  return {
    of(target) {
      const said = Object.hasOwn(settings, target) ? settings[target]?.concurrency : undefined;
      return said ?? known.get(target);
    },
    learn: ({ target, concurrency }) => void known.set(target, concurrency),
    lookUp(target) {
      const reading = underWay.get(target) ?? read(target);
      if (!known.has(target)) underWay.set(target, reading);
      return reading;
    },
  };
}
