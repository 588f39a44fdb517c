/** Longer than this the rest of a sequence is not waited for, and what came of it is thrown away. */
const restMs = 1000;

const incomplete = /\x1b(?:\[[0-?]*[ -/]*|O)$/;
const lateRest = /^(?:\[[0-?]*[ -/]*[@-~]|O[A-Za-z])/;

/** Puts sequences together that a slow link has cut: half of one must never be read as keys. */
export interface SequenceJoiner {
  /** The chunk with what was kept of the one before; a sequence that is not whole yet is kept. */
  join(chunk: string, now: number): string;
}

export function createSequenceJoiner(): SequenceJoiner {
  let kept = '';
  let keptAt = 0;
  return {
    join(chunk, now) {
      const whole = kept !== '' && now - keptAt <= restMs ? kept + chunk : chunk;
      kept = incomplete.exec(whole)?.[0] ?? '';
      keptAt = now;
      return kept === '' ? whole : whole.slice(0, -kept.length);
    },
  };
}

/**
 * What is left of a sequence whose Esc came alone and was taken for the key by now. Only what comes at once, behind
 * that Esc and not much later, can be one: fingers send `[` and `A` apart.
 * @param escapeAgeMs how long ago the Esc came
 */
export function lateSequenceIn(chunk: string, escapeAgeMs: number): string {
  return escapeAgeMs <= restMs ? (lateRest.exec(chunk)?.[0] ?? '') : '';
}
