import { UserError } from '../model/errors.ts';

/**
 * Does the same to several runs, one after the other. One that fails does not keep the others from
 * their turn.
 * @throws what the first failing one threw; with several runs, a sentence about all failures
 */
export async function eachRef(refs: readonly string[], work: (ref: string) => Promise<void>): Promise<void> {
  const failures: { ref: string; error: UserError }[] = [];
  for (const ref of refs) {
    try {
      await work(ref);
    } catch (thrown) {
      if (!(thrown instanceof UserError)) throw thrown;
      failures.push({ ref, error: thrown });
    }
  }
  const first = failures[0];
  if (first === undefined) return;
  if (refs.length === 1) throw first.error;
  const sentences = failures.map(({ ref, error }) => `${ref}: ${error.message}`);
  throw new UserError(
    first.error.kind,
    `${failures.length} of ${refs.length} failed. ${sentences.join('. ')}`,
    {
      fix: first.error.fix,
    },
  );
}
