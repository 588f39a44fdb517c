import type { Verdict } from './storm/verify.ts';

/** How much of it: a short form is part of `npm test`, the long one is `npm run test:soak`. */
export type Size = 'short' | 'long';

/** One story of faults, told to an executor in the middle of its work. */
export interface Scenario {
  readonly name: string;
  /** One sentence: what happens to it. */
  readonly about: string;
  run(size: Size): Promise<Verdict>;
}
