import { openStorm, type Storm, type StormOptions } from '../storm/open-storm.ts';
import { type Check, type Verdict, verify } from '../storm/verify.ts';

/** What a fault did, and what must be true of it beside what holds after every storm. */
export interface FaultReport {
  readonly figures: Readonly<Record<string, number>>;
  readonly checks?: readonly Check[];
}

/** Lets a storm run to its end while something happens to it, and verifies what is left. */
export async function weather(
  options: StormOptions,
  fault: (storm: Storm) => Promise<FaultReport>,
): Promise<Verdict> {
  await using storm = await openStorm(options);
  const began = performance.now();
  const [told] = await Promise.all([fault(storm), storm.done]);
  await storm.stop();
  const { checks, figures } = verify(storm);
  const seconds = Math.round((performance.now() - began) / 1000);
  return {
    checks: [...checks, ...(told.checks ?? [])],
    figures: { ...figures, ...told.figures, seconds },
  };
}

/** A check that a figure is large enough for the others to mean something. */
export function atLeast(name: string, value: number, wanted: number): Check {
  return { claim: `${name}: at least ${wanted}`, against: value >= wanted ? [] : [`only ${value}`] };
}
