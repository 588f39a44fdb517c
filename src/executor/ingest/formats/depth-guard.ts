import { DocumentError } from '../conversion.ts';

/** Elements inside one another. Browsers stop at 512; what the parser pays for each grows with their number. */
const maxDepth = 10_000;

/** Counts how deep a parser is. @throws DocumentError from `enter` when it is too deep */
export function createDepthGuard(): { enter(): void; leave(): void } {
  let depth = 0;
  return {
    enter() {
      depth += 1;
      if (depth > maxDepth) throw new DocumentError('it is nested too deeply');
    },
    leave() {
      depth -= 1;
    },
  };
}
