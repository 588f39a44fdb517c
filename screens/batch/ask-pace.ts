import { retryGuess } from '../../src/model/retry-guess.ts';
import type { SlimRun } from '../../src/model/slim-run.ts';
import type { ConsoleParts } from '../parts.ts';
import { openPrompt } from '../prompt.ts';

/** Up to this many are sent without a question about their pace. */
const unpaced = 10;
/** Runs a minute that are proposed: fewer where a rate limit was what went wrong. */
const usualPace = 60;
const gentlePace = 20;
const maxPace = 6_000;

/**
 * Asks how many runs a minute are to start, with a proposal; few of them need no pace.
 * @param answer hears the pace; null for as fast as the server answers
 */
export function askPace(
  parts: ConsoleParts,
  runs: readonly SlimRun[],
  answer: (perMinute: number | null) => void,
): void {
  if (runs.length <= unpaced) {
    answer(null);
    return;
  }
  const isLimited = runs.some((run) => {
    const { why } = retryGuess(run);
    return why.startsWith('after') || why.includes('rate limit');
  });
  openPrompt(
    parts,
    {
      sign: `Start ${runs.length} runs, how many a minute? `,
      placeholder: 'as fast as the server answers',
      accept(text) {
        const typed = text.trim();
        if (typed === '') {
          answer(null);
          return null;
        }
        const pace = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
        if (pace < 1 || pace > maxPace) return `a whole number from 1 to ${maxPace}, or nothing`;
        answer(pace);
        return null;
      },
    },
    String(isLimited ? gentlePace : usualPace),
  );
}
